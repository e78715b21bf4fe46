"""The full deployment, asserted without a Docker engine: form, commands, environment, secrets, ports, limits."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.deployment.conftest import VARIABLE, interpolate
from zhizao.operation.airflow_home import AirflowHome
from zhizao.settings import Settings

AIRFLOW = {"migrate", "api-server", "scheduler", "dag-processor", "triggerer", "worker"}
SECRET = re.compile(r"PASSWORD|SECRET|FERNET|(?<!GENERAT)KEY$")
WHOLE_VERSION = re.compile(r"^[a-z./-]+:\d+\.\d+(\.\d+)?(-[a-z]+)*$")


def test_it_has_the_form_of_a_compose_file(compose: dict[str, Any]) -> None:
    schema = json.loads((Path(__file__).parent / "compose_schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(compose)


def test_everything_that_is_named_exists(compose: dict[str, Any], services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        assert set(service["networks"]) <= set(compose["networks"]), name
        assert {config["source"] for config in service.get("configs", [])} <= set(compose["configs"]), name
        places = {volume.partition(":")[0] for volume in service.get("volumes", [])}
        assert {place for place in places if not place.startswith((".", "/"))} <= set(compose["volumes"]), name


def test_a_service_waits_for_what_can_tell_that_it_is_ready(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for other, needed in service.get("depends_on", {}).items():
            once = services[other]["restart"] == "no"
            expected = "service_completed_successfully" if once else "service_healthy"
            assert needed["condition"] == expected, f"{name} waits for {other}"
            assert once or "healthcheck" in services[other]


def test_every_part_of_airflow_is_there(services: dict[str, Any]) -> None:
    assert set(services) == AIRFLOW | {"postgres", "redis"}
    assert all(services[name]["environment"]["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor" for name in AIRFLOW)


@pytest.mark.parametrize("name", sorted(AIRFLOW))
def test_every_command_is_one_the_installed_programs_know(name: str, services: dict[str, Any]) -> None:
    from airflow.cli.cli_parser import get_parser

    commands = list(programs(services[name]["command"]))
    assert commands
    for program, *arguments in commands:
        if program == "airflow":
            assert get_parser().parse_args(arguments).func
        else:
            assert (program, arguments) == ("zhizao", ["db", "migrate"])


def programs(command: list[str]) -> list[list[str]]:
    """The calls of our programs in a command, which may be a shell's."""
    if command[:2] != ["sh", "-c"]:
        return [command]
    steps = [shlex.split(step.removeprefix("exec ")) for step in re.split(r"\s*&&\s*", command[2])]
    return [step for step in steps if step[0] in {"airflow", "zhizao"}]


def test_the_warehouse_is_migrated_by_a_command_that_exists() -> None:
    from typer.testing import CliRunner

    from zhizao.cli import app

    assert CliRunner().invoke(app, ["db", "migrate", "--help"]).exit_code == 0


def test_every_setting_of_airflow_exists(services: dict[str, Any], checkout: Path, tmp_path: Path) -> None:
    from airflow.configuration import conf

    home = AirflowHome(Settings(home=tmp_path, dsn="postgresql://not-used"))
    home.prepare()
    dockerfile = re.findall(r"^\s*(?:ENV )?(AIRFLOW__\w+)=", (checkout / "Dockerfile").read_text(), re.MULTILINE)
    names = {*home.environment(1), *dockerfile, *(key for name in AIRFLOW for key in services[name]["environment"])}
    settings = [name.removeprefix("AIRFLOW__").split("__", 1) for name in names if name.startswith("AIRFLOW__")]
    assert len(settings) > 15
    for section, key in settings:
        known = conf.configuration_description[section.lower()]["options"]
        assert key.lower() in known, f"[{section}] {key}"


@pytest.mark.parametrize("name", sorted(AIRFLOW - {"migrate"}))
def test_every_health_check_is_a_command_that_exists(name: str, services: dict[str, Any]) -> None:
    kind, *test = services[name]["healthcheck"]["test"]
    words = shlex.split(test[0]) if kind == "CMD-SHELL" else test
    if words[0] == "python":
        compile(words[2], "healthcheck", "exec")
    elif words[0] == "airflow":
        from airflow.cli.cli_parser import get_parser

        assert get_parser().parse_args(words[1:]).func
    else:
        from celery.bin.celery import celery

        assert words[0] == "celery"
        assert "inspect" in celery.commands
        assert words[-1] == "celery@$HOSTNAME"


def test_the_workers_application_exists(services: dict[str, Any]) -> None:
    from airflow.providers.celery.executors import celery_executor

    words = shlex.split(services["worker"]["healthcheck"]["test"][1])
    module, _, name = words[words.index("--app") + 1].rpartition(".")
    assert module == celery_executor.__name__
    assert getattr(celery_executor, name).control.inspect


def test_services_find_each_other_by_name(services: dict[str, Any]) -> None:
    for name in AIRFLOW:
        environment = services[name]["environment"]
        for key in (key for key, value in environment.items() if "://" in value):
            host = re.sub(r"^.*://(?:[^@/]*@)?([^:/]+).*$", r"\1", environment[key])
            assert host in {*services, "127.0.0.1"}, f"{name}: {key} points at {host}"


def test_images_are_pinned_to_a_whole_version(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert WHOLE_VERSION.match(service["image"]), f"{name}: {service['image']}"
        assert "latest" not in service["image"]
        assert ("build" in service) == (name in AIRFLOW)


def test_only_the_ui_is_open_and_only_to_this_machine(services: dict[str, Any], compose: dict[str, Any]) -> None:
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "api-server": ["127.0.0.1:8080:8080"]
    }
    assert compose["networks"]["inside"]["internal"] is True
    reaching_out = {name for name, service in services.items() if "outside" in service["networks"]}
    assert reaching_out == {"api-server", "worker"}


def test_nothing_secret_has_a_default(written: str) -> None:
    used = {(found["name"], found["sign"]) for found in VARIABLE.finditer(written) if found["name"]}
    assert {sign for name, sign in used if SECRET.search(name)} == {":?"}
    for name in {name for name, _ in used}:
        assert len({sign for other, sign in used if other == name}) == 1, f"{name} is asked for in two ways"


def test_every_secret_comes_from_a_variable(written: str) -> None:
    """A value under a name that tells of a secret, or within a URL, is a variable and nothing written here."""
    marked = interpolate(yaml.safe_load(written), dict.fromkeys(names_in(written), "\0"))
    for name, service in marked["services"].items():
        for key, value in service.get("environment", {}).items():
            if SECRET.search(key) and not key.endswith("_FILE"):
                assert value == "\0", f"{name}: {key}"
            for password in re.findall(r"://[^:@/]*:([^@/]*)@", value):
                assert password == "\0", f"{name}: {key}"


def names_in(written: str) -> set[str]:
    return {found["name"] for found in VARIABLE.finditer(written) if found["name"]}


def test_the_example_asks_for_every_secret_and_gives_none(written: str, example: dict[str, str]) -> None:
    used = {found["name"]: found["sign"] for found in VARIABLE.finditer(written) if found["name"]}
    assert set(example) == set(used)
    assert {name for name, value in example.items() if not value} == {n for n, sign in used.items() if sign == ":?"}
    defaults = {found["name"]: found["rest"] for found in VARIABLE.finditer(written) if found["sign"] == ":-"}
    assert {name: value for name, value in example.items() if value} == defaults


def test_without_a_secret_it_says_which_one_is_missing(written: str, filled: dict[str, str]) -> None:
    for name in (name for name, value in filled.items() if value.startswith("the-")):
        with pytest.raises(ValueError, match=rf"{name} is missing a value: is not set; see .env.example"):
            interpolate(yaml.safe_load(written), {**filled, name: ""})


def test_only_who_touches_the_warehouse_knows_its_password(services: dict[str, Any], filled: dict[str, str]) -> None:
    secret = filled["WAREHOUSE_PASSWORD"]
    knowing = {name for name, service in services.items() if secret in json.dumps(service)}
    assert knowing == {"postgres", "migrate", "worker"}


def test_every_service_has_limits_a_restart_policy_and_logs_that_end(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert service["restart"] == ("no" if name == "migrate" else "unless-stopped"), name
        assert ("healthcheck" in service) == (name != "migrate"), name
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}, name
        assert set(service["logging"]["options"]) == {"max-size", "max-file"}, name
        assert "no-new-privileges:true" in service["security_opt"], name
    assert all(services[name]["cap_drop"] == ["ALL"] for name in AIRFLOW)


def test_what_lies_on_the_machine_is_only_read(services: dict[str, Any], checkout: Path) -> None:
    volumes = [volume for service in services.values() for volume in service.get("volumes", [])]
    mounts = {volume for volume in volumes if volume.startswith((".", "/"))}
    assert mounts == {"./samples:/inbox:ro", "./sources.yml:/opt/zhizao/sources.yml:ro"}
    assert all((checkout / mount.partition(":")[0]).exists() for mount in mounts)
    assert services["worker"]["environment"]["ZHIZAO_INBOX"] == "/inbox"


def test_what_must_last_is_on_a_volume(services: dict[str, Any]) -> None:
    # From version 18 on, the image keeps its data in a folder per version below this one.
    assert services["postgres"]["volumes"] == ["postgres:/var/lib/postgresql"]
    assert "home:/var/lib/zhizao/home" in services["worker"]["volumes"]
    assert all("logs:/var/lib/zhizao/logs" in services[name]["volumes"] for name in AIRFLOW)


def test_the_database_sorts_as_the_embedded_one(services: dict[str, Any]) -> None:
    arguments = services["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert {"--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"} <= set(arguments)
