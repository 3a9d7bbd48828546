"""What is kept of where somebody signed in: a browser, a system, a coarse network; no more."""

from __future__ import annotations

import ipaddress

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """Name the browser and the system of a user agent, without versions."""
    names = [
        next((name for sign, name in table if sign in user_agent), "")
        for table in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(name for name in names if name) or user_agent.split("/")[0][:40]


def coarse(address: str) -> str:
    """Give the network of an address: enough to know one's own, too little to know where."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - no address at all
    length = 24 if read.version == 4 else 48
    return str(ipaddress.ip_network((read, length), strict=False).network_address)
