"""Addresses that must never be dialled.

Gathered by kind: literals, other spellings of literals, names that lead inside, odd shapes.
"""

V4_TEXT = """0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255
127.0.0.1 127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1
172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1
192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255"""

V6_TEXT = """:: ::1 ::7f00:1 ::127.0.0.1 ::169.254.169.254 ::ffff:127.0.0.1 ::ffff:7f00:1
::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::ffff:0:127.0.0.1 ::ffff:0:a9fe:a9fe 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b::10.0.0.1 64:ff9b:1::7f00:1 64:ff9b:1::8.8.8.8 100::1 2001::1
2001:0:7f00:1:: 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe::
2002:c0a8:1:: 2620:4f:8000::1 2a00:1450:4001:80b:0:5efe:7f00:1 2a00:1450:4001:80b:200:5efe:a00:1
3fff::1 5f00::1 fc00::1 fd00:ec2::254 fd12:3456:789a::1 fe80::1 fe80::a9fe:a9fe fec0::1 ff02::1
ff0e::1"""

# What getaddrinfo and browsers read as 127.0.0.1, 0.0.0.0 or 169.254.169.254.
SPELLINGS_TEXT = """127.1 127.0.1 0 0x7f.1 0x7f.0.0.1 0x7f000001 0177.1 0177.0.0.1 017700000001
2130706433 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.16689662 127.0.0.1. 127.0.0.01 00.0.0.0
127.000.000.001 ①②⑦.⓪.⓪.① 127。0。0。1 127．0．0．1 １２７.0.0.1 ⑯⑨。②⑤④。⑯⑨｡②⑤④ 1²7.0.0.1
0X7F.1 127.0.0.0x1 4294967296 [::ffff:127.0.0.1] [0:0:0:0:0:0:0:1] [::%31] [::1%25lo]
[fe80::1%25eth0] [::1]. [::1]x [::127.0.0.1] %31%32%37.0.0.1 127%2e0%2e0%2e1 [127.0.0.1] [] [::"""

V4, V6, SPELLINGS = V4_TEXT.split(), V6_TEXT.split(), SPELLINGS_TEXT.split()

NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "LOCALHOST": ["127.0.0.1"],
    "loc\u00adalhost": ["127.0.0.1"],
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ": ["127.0.0.1"],
    "ip6-localhost": ["::1"],
    "foo.localhost": ["127.0.0.1"],
    "printer.local": ["192.168.1.9"],
    "metadata.google.internal": ["169.254.169.254"],
    "redis": ["10.0.0.5"],
    "db.corp": ["10.0.0.6"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "spoofed.burp.example": ["127.0.0.1"],
    "six.shop.example": ["::1"],
    "mapped.shop.example": ["::ffff:10.0.0.1"],
    "nat64.shop.example": ["64:ff9b::a9fe:a9fe"],
    "zone.shop.example": ["fe80::1%eth0"],
    "both.shop.example": ["93.184.216.34", "127.0.0.1"],
    "last.shop.example": ["2606:2800:220:1::1", "93.184.216.34", "fd00::1"],
    "cgnat.shop.example": ["100.64.0.1"],
    "multicast.shop.example": ["224.0.0.1"],
    "nobody.shop.example": [],
    "nonsense.shop.example": ["not an address"],
    "bücher.shop.example": ["127.0.0.1"],
    "xn--bcher-kva.shop.example": ["127.0.0.1"],
}

SHAPES = [
    "",
    " ",
    "http:",
    "http://",
    "http:///",
    "https:///etc/passwd",
    "//127.0.0.1/",
    "127.0.0.1",
    "www.shop.example/cup",
    "file:///etc/passwd",
    "ftp://93.184.216.34/",
    "gopher://93.184.216.34:80/_GET",
    "dict://93.184.216.34:11211/",
    "ldap://93.184.216.34/",
    "data:text/html,<h1>Cup</h1>",
    "javascript:alert(1)",
    "jar:http://93.184.216.34/!/",
    "view-source:http://93.184.216.34/",
    "ws://93.184.216.34/",
    "unix:/var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "http:93.184.216.34",
    "http:/93.184.216.34/",
    "http:\\\\93.184.216.34\\",
    "http://93.184.216.34\\@127.0.0.1/",
    "http://user@93.184.216.34/",
    "http://user:secret@93.184.216.34/",
    "http://:@93.184.216.34/",
    "http://@93.184.216.34/",
    "http://93.184.216.34@127.0.0.1/",
    "http://93.184.216.34:80@127.0.0.1/",
    "http://93.184.216.34&@127.0.0.1#@93.184.216.34/",
    "http://93.184.216.34:22/",
    "http://93.184.216.34:25/",
    "http://93.184.216.34:6379/",
    "http://93.184.216.34:8080/",
    "http://93.184.216.34:0/",
    "http://93.184.216.34:-1/",
    "http://93.184.216.34:65536/",
    "http://93.184.216.34:65616/",
    "http://93.184.216.34:８０８０/",
    "http://93.184.216.34:80:22/",
    "http://93.184.216.34: 22/",
    "http://93.184.216.34:0x16/",
    "http://93.184.216.34/\r\nX-Evil: 1",
    "http://93.184.216.34/\nX-Evil: 1",
    "http://93.184.216.34\t/",
    "ht\ttp://93.184.216.34/",
    "http://93.184.216.34\0.shop.example/",
    "http://93.184.216.34\x7f/",
    "http://93.184.216.34 .shop.example/",
    "http://shop .example/",
    "http://shop..example/",
    "http://.shop.example/",
    "http://-/",
    "http://*.shop.example/",
    "http://shop.example,127.0.0.1/",
    "http://shop.example;127.0.0.1/",
    "http://shop_\u202eexample/",
    "http://ex\ud800ample.com/",
    "http://shop.example℀127.0.0.1/",
    "http://{}.shop.example/".format("a" * 64),
    "http://{}example/".format("a." * 130),
    "http://{}/".format("ä." * 300),
    "http://93.184.216.34/{}".format("a" * 5000),
]


def hostile_urls() -> list[str]:
    hosts = [*V4, *(f"[{ip}]" for ip in V6), *SPELLINGS, *NAMES]
    return [*(f"http://{host}/" for host in hosts), *SHAPES]
