"""Make and judge 20-digit prepayment tokens of the Standard Transfer Specification.

The package is pure: no clock, no randomness, no files, no configuration. Whoever calls it brings
the moment, the random bits, the keys and the EA07 table set. Nothing here decides whether a token
may be sold; that is policy and lives above.

Reading order: identifiers, attributes, decoder_key (which key), tokens and content (what is
said), crc, sta and misty1 (how it is sealed), carrier (how it is written), codec (all of it in
one call), virtual_meter (what the customer's meter answers).
"""
