"""How the service is run: logs without secrets, measurements, whether it lives and is ready, stopping."""
