"""The web application over the sample archive, and over services that misbehave."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def client(sample_service: SearchService) -> FlaskClient:
    """A client of the sample archive."""
    return create_app(sample_service, root=ROOT).test_client()
