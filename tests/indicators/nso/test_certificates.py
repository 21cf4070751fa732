"""A certificate is always checked, and an expired one is called by its name."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bagana.indicators.nso.client import NsoClient
from bagana.indicators.nso.errors import Kind, NsoError

from .conftest import QUICK
from .fixtures import TABLE, LocalServer


def write_certificate(folder: Path, days_ago: int) -> Path:
    """A certificate for 127.0.0.1 that ended, or ends, so many days ago."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    end = datetime.now(UTC) - timedelta(days=days_ago)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - timedelta(days=30))
        .not_valid_after(end)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture(params=[1, -10], ids=["expired", "valid"])
def certificate(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return write_certificate(tmp_path, request.param)


@pytest.fixture
def secure(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with LocalServer(context) as running:
        yield running


def ask(server: LocalServer, trusted: Path | None, waits: list[float]) -> str:
    context = ssl.create_default_context(cafile=trusted)
    with NsoClient(
        base_url=server.url, patience=QUICK, sleep=waits.append, verify=context
    ) as client:
        return client.structure("Livestock", f"{TABLE}.px").title


@pytest.mark.parametrize("certificate", [1], ids=["expired"], indirect=True)
def test_an_expired_certificate_is_named_and_not_tried_again(
    secure: LocalServer, certificate: Path, waits: list[float]
):
    with pytest.raises(NsoError) as refused:
        ask(secure, certificate, waits)
    assert refused.value.kind is Kind.CERTIFICATE_EXPIRED
    assert "гэрчилгээний хугацаа дууссан" in refused.value.reason
    assert "огноо" in refused.value.fix
    assert secure.asked == []
    assert waits == []


@pytest.mark.parametrize("certificate", [-10], ids=["valid"], indirect=True)
def test_a_certificate_nobody_vouches_for_is_refused(
    secure: LocalServer, waits: list[float]
):
    with pytest.raises(NsoError) as refused:
        ask(secure, None, waits)
    assert refused.value.kind is Kind.CERTIFICATE
    assert secure.asked == []


@pytest.mark.parametrize("certificate", [-10], ids=["valid"], indirect=True)
def test_a_good_certificate_is_taken(
    secure: LocalServer, certificate: Path, waits: list[float]
):
    assert ask(secure, certificate, waits) == "NUMBER OF LIVESTOCK"
