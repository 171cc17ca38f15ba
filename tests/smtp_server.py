"""A mail server for tests: it takes mails by SMTP (RFC 5321) as far as a mail program speaks it, and keeps them."""

import socket
import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from types import SimpleNamespace


@contextmanager
def running():
    """Yields `.url` for EMAIL_URL, `.mails` as [(recipient, EmailMessage)], `.reached` and `.go_on`, two events.

    A recipient with “refused” in the address is refused. One with “slow” sets `reached` and has its mail accepted only
    after `go_on`.
    """
    box = SimpleNamespace(mails=[], reached=threading.Event(), go_on=threading.Event())
    handler = type("Handler", (Conversation,), {"box": box})
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        box.url = f"smtp://127.0.0.1:{server.server_address[1]}"
        yield box
        box.go_on.set()
        server.shutdown()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(220, "test")
        recipients = []
        while line := self.rfile.readline().decode().strip():
            match line.split(":")[0].upper().split()[0]:
                case "RCPT" if "refused" in line:
                    self.say(550, "no such mailbox")
                case "RCPT":
                    recipients.append(line.split("<")[1].split(">")[0])
                    self.say(250, "ok")
                case "DATA":
                    self.take(recipients)
                    recipients = []
                case "QUIT":
                    return self.say(221, "bye")
                case _:
                    self.say(250, "ok")

    def take(self, recipients):
        self.say(354, "go on")
        lines = iter(self.rfile.readline, b".\r\n")
        text = b"".join(line.removeprefix(b".") for line in lines)
        if any("slow" in recipient for recipient in recipients) and not self.box.go_on.is_set():
            self.box.reached.set()
            self.box.go_on.wait(60)
        if self.is_left():  # nobody is there any more to whom it could be said that it is taken
            return
        self.say(250, "taken")
        message = message_from_bytes(text, policy=policy.default)
        self.box.mails += [(recipient, message) for recipient in recipients]

    def is_left(self):
        try:
            return self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def say(self, code, words):
        self.wfile.write(f"{code} {words}\r\n".encode())
        self.wfile.flush()
