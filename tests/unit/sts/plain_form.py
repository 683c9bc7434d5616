"""The ciphers and the check sum as SPEC.md writes them, bit by bit: slow, and judge of the fast."""

from pos.sts.misty1_tables import S7, S9
from pos.sts.tables import Ea07Tables

MASK = (1 << 64) - 1


def rotate_right(value: int, places: int) -> int:
    """Rotate 64 bits; a negative count rotates left."""
    places %= 64
    return (value >> places | value << (64 - places)) & MASK


def move_bits(block: int, permutation: tuple[int, ...]) -> int:
    """Move bit i to place permutation[i]."""
    return sum((block >> place & 1) << target for place, target in enumerate(permutation))


def inverse(permutation: tuple[int, ...]) -> tuple[int, ...]:
    """Undo a permutation."""
    return tuple(permutation.index(value) for value in range(len(permutation)))


def substitute(block: int, key: int, zero: tuple[int, ...], one: tuple[int, ...], bit: int) -> int:
    """Replace each nibble by `one` where that bit of the key's nibble is set, else by `zero`."""
    result = 0
    for nibble in range(16):
        value = block >> 4 * nibble & 15
        chosen = one if key >> (4 * nibble + bit) & 1 else zero
        result |= chosen[value] << 4 * nibble
    return result


def sta_encrypt(block: int, key: int, tables: Ea07Tables) -> int:
    """EA07 as SPEC.md section 6.1 has it."""
    k = rotate_right(~key & MASK, 12)
    for _ in range(16):
        block = substitute(block, k, tables.encrypt_sub1, tables.encrypt_sub2, 3)
        block = move_bits(block, tables.encrypt_perm)
        k = rotate_right(k, -1)
    return block


def sta_decrypt(block: int, key: int, tables: Ea07Tables) -> int:
    """EA07 backwards, "directly from the unmodified key" as SPEC.md section 6.1 has it."""
    back1, back2 = inverse(tables.encrypt_sub2), inverse(tables.encrypt_sub1)
    k = key
    for _ in range(16):
        block = move_bits(block, inverse(tables.encrypt_perm))
        block = substitute(block, k, back1, back2, 0)
        k = rotate_right(k, 1)
    return block


def crc(data: bytes) -> int:
    """The check sum of SPEC.md section 3.8, one bit at a time, bytes exchanged."""
    register = 0xFFFF
    for byte in data:
        register ^= byte
        for _ in range(8):
            register = register >> 1 ^ (0xA001 if register & 1 else 0)
    return int.from_bytes(register.to_bytes(2, "little"))


def misty_fi(x: int, key: int) -> int:
    """FI of SPEC.md section 6.3."""
    nine, seven = x >> 7, x & 127
    nine = S9[nine] ^ seven
    seven = S7[seven] ^ nine & 127
    seven ^= key >> 9
    nine ^= key & 511
    nine = S9[nine] ^ seven
    return seven << 9 | nine


def misty_fo(x: int, r: int, k: list[int], expanded: list[int]) -> int:
    """FO of SPEC.md section 6.3."""
    a, b = x >> 16, x & 0xFFFF
    for first, second in ((r, r + 5), (r + 2, r + 1), (r + 7, r + 3)):
        a, b = b, misty_fi(a ^ k[first % 8], expanded[second % 8]) ^ b
    return (a ^ k[(r + 4) % 8]) << 16 | b


def misty_fl(x: int, n: int, k: list[int], expanded: list[int]) -> int:
    """FL of SPEC.md section 6.3."""
    h = n // 2
    p, q = k[h % 8], expanded[(h + 6) % 8]
    if n % 2:
        p, q = expanded[(h + 2) % 8], k[(h + 4) % 8]
    a, b = x >> 16, x & 0xFFFF
    b ^= a & p
    a ^= b | q
    return a << 16 | b


def misty_encrypt(block: int, key: bytes) -> int:
    """EA11 as SPEC.md section 6.3 has it."""
    k = [int.from_bytes(key[at : at + 2]) for at in range(0, 16, 2)]
    expanded = [misty_fi(k[i], k[(i + 1) % 8]) for i in range(8)]
    a, b = block >> 32, block & 0xFFFFFFFF
    for r in range(8):
        if r % 2 == 0:
            a, b = misty_fl(a, r, k, expanded), misty_fl(b, r + 1, k, expanded)
        a, b = b ^ misty_fo(a, r, k, expanded), a
    return misty_fl(b, 9, k, expanded) << 32 | misty_fl(a, 8, k, expanded)
