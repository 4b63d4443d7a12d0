"""How a shop makes a token, in the languages that shops speak; shown in the console, and run by a
test as they stand."""

PYTHON = """\
import base64, hashlib, hmac, json, os, time


def packed(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(key, order, product, price, currency):
    body = {"order": order, "url": product, "price": price, "currency": currency}
    signed = f"{order}.{int(time.time())}.{packed(json.dumps(body).encode())}"
    mac = hmac.new(key.encode(), signed.encode(), hashlib.sha256).digest()
    return f"v1.{signed}.{packed(mac)}"


print(
    token(os.environ["POSY_KEY"], "order-10442-1", "https://harbour.example/kettle", "64.50", "GBP")
)
"""

PHP = """\
<?php
function packed(string $data): string {
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

function token(string $key, string $order, string $product, string $price, string $currency) {
    $body = json_encode(['order' => $order, 'url' => $product,
                         'price' => $price, 'currency' => $currency]);
    $signed = $order . '.' . time() . '.' . packed($body);
    return 'v1.' . $signed . '.' . packed(hash_hmac('sha256', $signed, $key, true));
}

echo token(getenv('POSY_KEY'), 'order-10442-1',
           'https://harbour.example/kettle', '64.50', 'GBP');
"""

SHELL = """\
packed() { base64 | tr -d '=\\n' | tr '/+' '_-'; }

body='{"order": "order-10442-1", "url": "https://harbour.example/kettle",
  "price": "64.50", "currency": "GBP"}'
signed="order-10442-1.$(date +%s).$(printf %s "$body" | packed)"
mac=$(printf %s "$signed" | openssl dgst -sha256 -hmac "$POSY_KEY" -binary | packed)
echo "v1.$signed.$mac"
"""

EXAMPLES = (("Python", PYTHON), ("PHP", PHP), ("Shell", SHELL))
