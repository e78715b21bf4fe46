# One image for every service of the full deployment: the versions of uv.lock on Debian, run by a user without rights.

FROM python:3.12.12-slim-bookworm AS build
ARG UV_VERSION=0.13.8
RUN pip install --no-cache-dir --disable-pip-version-check "uv==${UV_VERSION}"
ENV UV_LINK_MODE=copy UV_NO_CACHE=1 UV_PYTHON_DOWNLOADS=never
WORKDIR /opt/zhizao
# The dependencies first: they change seldom, and their layer is kept until they do.
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --frozen --no-dev --no-install-project --compile-bytecode
COPY zhizao zhizao
RUN uv sync --frozen --no-dev --compile-bytecode

FROM python:3.12.12-slim-bookworm
RUN useradd --uid 10001 --user-group --home-dir /var/lib/zhizao --create-home --shell /usr/sbin/nologin zhizao \
    && install -d -o zhizao -g zhizao -m 0750 \
       /var/lib/zhizao/airflow /var/lib/zhizao/home /var/lib/zhizao/logs
# The code belongs to root, so that no task can change it.
COPY --from=build /opt/zhizao /opt/zhizao
COPY dbt_project /opt/zhizao/dbt_project
COPY expectations /opt/zhizao/expectations
COPY sources.yml /opt/zhizao/sources.yml
COPY dags /opt/zhizao/dags
ENV PATH=/opt/zhizao/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    AIRFLOW_HOME=/var/lib/zhizao/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/zhizao/dags \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    AIRFLOW__LOGGING__BASE_LOG_FOLDER=/var/lib/zhizao/logs \
    ZHIZAO_HOME=/var/lib/zhizao/home \
    DBT_SEND_ANONYMOUS_USAGE_STATS=False \
    DBT_VERSION_CHECK=False \
    DO_NOT_TRACK=1 \
    GX_ANALYTICS_ENABLED=False \
    SCARF_NO_ANALYTICS=1
USER zhizao
WORKDIR /var/lib/zhizao
CMD ["airflow", "version"]
