"""One headless Chromium that opens pages from their folder and remembers every request and every line of its console."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
PATIENCE = 20
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--lang=en")


class Browser:
    """Pages of one report folder, as a reader has them."""

    def __init__(self, folder: Path, driver: webdriver.Chrome) -> None:
        self.folder, self.driver = folder, driver
        self.complaints: list[str] = []
        self.requests: set[str] = set()

    def open(self, page: str, *, until: str = "main") -> None:
        """Open a page and wait until there is an element of this kind."""
        self.driver.get("about:blank")  # so that another fragment of the same page is a new visit
        self.driver.get(f"{self.folder.as_uri()}/{page}")
        self.wait_for(lambda: self.ask("return document.querySelector(arguments[0]) !== null", until))
        self.listen()

    def listen(self) -> None:
        """Take in what the browser has logged since."""
        self.complaints += [entry["message"] for entry in self.driver.get_log("browser")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests.add(message["params"]["request"]["url"])

    def all(self, selector: str) -> list[WebElement]:
        """The elements that are shown."""
        return [each for each in self.driver.find_elements(By.CSS_SELECTOR, selector) if each.is_displayed()]

    def one(self, selector: str) -> WebElement:
        """The first such element."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def ask(self, script: str, *arguments: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *arguments)

    def wait_for(self, condition: Any) -> None:
        """Wait until the condition holds."""
        WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05).until(lambda _: condition())

    def width(self, pixels: int, height: int = 900) -> None:
        """Show pages in a window this wide."""
        metrics = {"width": pixels, "height": height, "deviceScaleFactor": 1, "mobile": pixels < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def scheme(self, name: str) -> None:
        """Say that the reader's system is light or dark."""
        feature = {"name": "prefers-color-scheme", "value": name}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    def picture(self, path: Path) -> None:
        """Save what the window shows, once it has come to rest."""
        time.sleep(0.5)
        self.driver.save_screenshot(str(path))


@contextmanager
def browsing(folder: Path, *flags: str) -> Iterator[Browser]:
    """A browser on this folder, ended with the context."""
    options = Options()
    options.binary_location = CHROMIUM or ""
    for flag in (*_FLAGS, *flags):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield Browser(folder, driver)
    finally:
        driver.quit()
