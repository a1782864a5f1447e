"""The TypeScript client: its types are those of the API, it works with the running server, it packs into what npm installs."""

import json
import re
import tarfile
from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import CLIENT, Package, copied
from tests.delivery.conftest import served_openapi

__all__ = ["served_openapi"]  # A fixture of the delivery API's tests.


def test_its_types_are_those_of_the_served_schema(
    client_package: Package, served_openapi: dict[str, Any], tmp_path: Path
) -> None:
    generated = generate(client_package, served_openapi, tmp_path / "schema.ts")
    assert generated == (CLIENT / "src" / "schema.ts").read_text(), "npm run generate, as its README tells"


@pytest.mark.django_db(transaction=True)
def test_it_works_with_the_running_server(client_package: Package, server_url: str) -> None:
    told = client_package.succeed("node", "--test", "--test-reporter=tap", "built/", TOPICHUB_URL=server_url)
    assert int(re.findall(r"^# pass (\d+)$", told, re.MULTILINE)[0]) > 30
    assert "# fail 0\n# cancelled 0\n# skipped 0\n" in told


def test_it_is_packed_whole_and_runs_nothing_when_installed(client_package: Package, tmp_path: Path) -> None:
    (packed,) = json.loads(client_package.succeed("npm", "pack", "--json", "--pack-destination", str(tmp_path)))
    names = {file["path"] for file in packed["files"]}
    assert names >= {"README.md", "package.json", "dist/index.js", "dist/index.d.ts", "dist/schema.d.ts"}
    assert {name for name in names if not name.startswith("dist/")} == {"README.md", "package.json"}
    told = json.loads((client_package.folder / "package.json").read_text())
    assert told.get("dependencies", {}) == {}
    assert not {"preinstall", "install", "postinstall", "prepare"} & told["scripts"].keys()
    app = Package(tmp_path / "app")
    installed = app.folder / "node_modules" / "@topichub"
    installed.mkdir(parents=True)
    with tarfile.open(tmp_path / packed["filename"]) as archive:
        archive.extractall(installed, filter="data")
    (installed / "package").rename(installed / "client")
    (app.folder / "app.mts").write_text(
        'import { type TopicDocument, Topichub } from "@topichub/client";\n'
        "export const hub: Promise<TopicDocument> =\n"
        '  new Topichub({ baseUrl: "https://cms.example.org" }).topics.get("a", {}, { signal: AbortSignal.abort() });\n'
        "hub.catch((error: Error) => console.log(error.name));\n"
    )
    app.succeed("tsc", "--strict", "--module", "nodenext", "--target", "es2022", "app.mts")
    assert app.succeed("node", "app.mjs") == "AbortError\n"


def test_the_lock_file_names_no_registry() -> None:
    lock = (CLIENT / "package-lock.json").read_text()
    assert set(re.findall(r'"(\w+)": "\w+://', lock)) <= {"url"}, "only where a package asks for funds"


@pytest.mark.usefixtures("client_package")
def test_a_block_that_is_added_breaks_the_build_of_a_front_end(served_openapi: dict[str, Any], tmp_path: Path) -> None:
    package = copied(tmp_path / "typescript")
    schemas = json.loads(json.dumps(served_openapi["components"]["schemas"]))
    schemas["Fresco"] = {
        **schemas["Quote"],
        "properties": {**schemas["Quote"]["properties"], "type": {"const": "fresco"}},
    }
    reference = "#/components/schemas/Fresco"
    schemas["Block"]["oneOf"].append({"$ref": reference})
    schemas["Block"]["discriminator"]["mapping"]["fresco"] = reference
    changed = {**served_openapi, "components": {**served_openapi["components"], "schemas": schemas}}
    generate(package, changed, package.folder / "src" / "schema.ts")
    package.succeed("npm", "run", "build")
    refused = package.run("tsc", "--project", "test")
    assert refused.returncode != 0
    assert "test/page.ts" in refused.stdout
    assert "Property 'fresco' is missing" in refused.stdout


def generate(package: Package, openapi: dict[str, Any], target: Path) -> str:
    document = target.with_name("openapi.json")
    document.write_text(json.dumps(openapi))
    package.succeed("node", "scripts/generate.js", str(document), str(target))
    document.unlink()
    return target.read_text()
