"""An identity provider of the tests: a real server on the loopback address that signs what it says, and can be told to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

CLIENT, SECRET = "sekisho", "the-secret-of-the-client"


class Provider:
    """What the provider knows and how it behaves. `person`: the claims of who is logged in there; `lies`: what it gets wrong."""

    def __init__(self) -> None:
        self.address = ""
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig", "alg": "RS256"})
        self.other = ECKey.generate_key("P-256", parameters={"kid": "one"})
        self.person: dict[str, Any] = {
            "sub": "person-1",
            "email": "Anna@Example.org",
            "email_verified": True,
            "name": "Anna",
        }
        self.lies: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def agree(self, query: dict[str, str]) -> str:
        """The person agrees at the provider: where the browser goes next."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        back = {"code": code, "state": query["state"], "iss": self.address, **self.lies.get("back", {})}
        return f"{query['redirect_uri']}?{urlencode({k: v for k, v in back.items() if v is not None})}"

    def token(self, form: dict[str, str], header: str) -> tuple[int, dict[str, Any]]:
        """The answer to a code, if the one who sends it is the one who began."""
        asked = self.codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verifier = (
            base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
            .decode()
            .rstrip("=")
        )
        if asked is None or header != f"Basic {basic}" or form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        if asked.get("code_challenge_method") != "S256" or asked["code_challenge"] != verifier:
            return 400, {"error": "invalid_grant", "error_description": "PKCE"}
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.person,
        }
        claims.update(self.lies.get("claims", {}))
        claims = {name: value for name, value in claims.items() if value is not None}
        return 200, {
            "access_token": "x",
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.signed(claims),
        }

    def signed(self, claims: dict[str, Any]) -> str:
        """The claims, signed as the provider does, or as a liar would."""
        how = self.lies.get("sign", "RS256")
        if how == "none":
            parts = [json.dumps({"alg": "none"}), json.dumps(claims)]
            return (
                ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts) + "."
            )
        if how == "HS256":  # the public key taken for a shared one
            pem = self.key.as_pem(private=False)
            return jwt.encode(
                {"alg": "HS256", "kid": "one"}, claims, OctKey.import_key(base64.b64encode(pem).decode())
            )
        if how == "other":
            return jwt.encode({"alg": "ES256", "kid": "one"}, claims, self.other, algorithms=["ES256"])
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return token[:-8] + "AAAAAAAA" if how == "broken" else token


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that runs as long as it is needed."""
    found = Provider()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

        def answer(self, status: int, body: Any) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            found.asked.append(parts.path)
            if parts.path == "/.well-known/openid-configuration":
                ends = {f"{name}_endpoint": f"{found.address}/{name}" for name in ("authorization", "token")}
                self.answer(
                    200,
                    {
                        "issuer": found.address,
                        "jwks_uri": f"{found.address}/keys",
                        "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
                        **ends,
                        **found.lies.get("said", {}),
                    },
                )
            elif parts.path == "/keys":
                self.answer(200, KeySet([found.key]).as_dict(private=False))
            elif parts.path == "/authorization":
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", found.agree(query))
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.answer(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.answer(*found.token(form, self.headers.get("Authorization", "")))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
