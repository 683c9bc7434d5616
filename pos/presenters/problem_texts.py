"""The sentences of `problems.py`, by code, in plain English for somebody with a queue in front."""

from pos.domain.errors import MoneyStands, NextStep
from pos.domain.translation import QT_TRANSLATE_NOOP

HAPPENED: dict[str, str] = {
    "AMOUNT-01": QT_TRANSLATE_NOOP("problems", "“{text}” is not an amount."),
    "AMOUNT-02": QT_TRANSLATE_NOOP("problems", "The amount must be more than zero, not “{text}”."),
    "AMOUNT-03": QT_TRANSLATE_NOOP("problems", "“{text}” has more than {decimals} decimals."),
    "AMOUNT-04": QT_TRANSLATE_NOOP(
        "problems",
        "The amount {amount} is not what this tariff sells (least {minimum}, most {maximum}, step "
        "{step}).",
    ),
    "AMOUNT-05": QT_TRANSLATE_NOOP(
        "problems", "{amount} buys nothing here; the least that buys anything is {least}."
    ),
    "AMOUNT-06": QT_TRANSLATE_NOOP(
        "problems", "This terminal sells in {expected}, but the tariff is in {found}."
    ),
    "AMOUNT-07": QT_TRANSLATE_NOOP("problems", "“{text}” is below zero."),
    "AMOUNT-08": QT_TRANSLATE_NOOP(
        "problems", "{amount} is {units} units, and one code holds {most} at most."
    ),
    "CURRENCY-01": QT_TRANSLATE_NOOP("problems", "No currency is called “{currency}”."),
    "METER-01": QT_TRANSLATE_NOOP("problems", "“{text}” is not a meter number."),
    "METER-02": QT_TRANSLATE_NOOP(
        "problems", "The check digit of the meter number “{text}” is wrong."
    ),
    "METER-03": QT_TRANSLATE_NOOP("problems", "Meter {meter} is not known here."),
    "METER-04": QT_TRANSLATE_NOOP("problems", "Meter {meter} may not buy: it is {status}."),
    "METER-05": QT_TRANSLATE_NOOP("problems", "Only electricity is sold here, not {resource}."),
    "METER-06": QT_TRANSLATE_NOOP(
        "problems",
        "What was scanned or swiped is no meter's number or card, or only a part of one.",
    ),
    "TENDER-01": QT_TRANSLATE_NOOP(
        "problems", "“{text}” is not a tender; it is written as cash:100.00."
    ),
    "TENDER-02": QT_TRANSLATE_NOOP(
        "problems", "{tendered} was handed over for {total}: {short} is missing."
    ),
    "TENDER-03": QT_TRANSLATE_NOOP(
        "problems",
        "{tendered} without cash is more than {total}: change is given on cash only.",
    ),
    "TARIFF-01": QT_TRANSLATE_NOOP("problems", "Tariff {tariff} is not known here."),
    "TARIFF-02": QT_TRANSLATE_NOOP("problems", "The tariff file is wrong at {where}: {why}."),
    "TARIFF-03": QT_TRANSLATE_NOOP(
        "problems", "Tariff {tariff} is valid from {valid_from} until {valid_until}, not now."
    ),
    "TARIFF-04": QT_TRANSLATE_NOOP(
        "problems",
        "Tariff {tariff} needs to know what was bought this month; that is over {hours} hours old.",
    ),
    "STATE-01": QT_TRANSLATE_NOOP(
        "problems", "The file of the meter's history is wrong at {where}: {why}."
    ),
    "TIME-01": QT_TRANSLATE_NOOP("problems", "“{text}” is not a day or a moment."),
    "TIME-02": QT_TRANSLATE_NOOP("problems", "“{text}” is too early for an end."),
    "METERS-01": QT_TRANSLATE_NOOP("problems", "The list of meters cannot be read: {why}."),
    "METERS-02": QT_TRANSLATE_NOOP(
        "problems", "A line of the list is wrong: {why} (column: {column})."
    ),
    "BATCH-01": QT_TRANSLATE_NOOP("problems", "A run's name has 1 to {limit} plain characters."),
    "BATCH-02": QT_TRANSLATE_NOOP("problems", "A list has at most {limit} rows."),
    "BATCH-03": QT_TRANSLATE_NOOP(
        "problems", "Rows not sold: {left} of {rows}. Each of them says why."
    ),
    "BATCH-04": QT_TRANSLATE_NOOP(
        "problems", "The run “{run}” was begun with tender {tender} and goes on with it."
    ),
    "BATCH-05": QT_TRANSLATE_NOOP("problems", "A list has at most {limit} MiB."),
    "FLOAT-01": QT_TRANSLATE_NOOP(
        "problems", "The float holds {left} and does not cover {asked}: pay the utility first."
    ),
    "FLOAT-02": QT_TRANSLATE_NOOP("problems", "No float is kept at this terminal."),
    "FLOAT-04": QT_TRANSLATE_NOOP(
        "problems", "“{reference}” is in the float already, since journal entry {entry}."
    ),
    "FLOAT-03": QT_TRANSLATE_NOOP("problems", "“{text}” is not a percentage from 0 to 100."),
    "CASE-01": QT_TRANSLATE_NOOP("problems", "There is no case {case}."),
    "CASE-02": QT_TRANSLATE_NOOP(
        "problems", "This sale has case {case} already ({state}), with other words."
    ),
    "CASE-03": QT_TRANSLATE_NOOP("problems", "Case {case} has ended: {state}."),
    "CASE-04": QT_TRANSLATE_NOOP(
        "problems", "The sale of case {case} took no money, so none can go back."
    ),
    "CUSTOMER-01": QT_TRANSLATE_NOOP("problems", "There is no customer {ref}."),
    "SALE-01": QT_TRANSLATE_NOOP(
        "problems", "“{text}” is neither a receipt number nor the id of a sale."
    ),
    "SALE-02": QT_TRANSLATE_NOOP("problems", "There is no sale {sale}."),
    "SALE-03": QT_TRANSLATE_NOOP("problems", "Meter {meter} has an unfinished sale, {sale}."),
    "SALE-04": QT_TRANSLATE_NOOP("problems", "Sale {sale} is being worked on right now."),
    "SALE-05": QT_TRANSLATE_NOOP(
        "problems", "Sale {sale} was cancelled ({reason}); no code was made."
    ),
    "SALE-06": QT_TRANSLATE_NOOP(
        "problems", "The amount buys {now} units now, not {told} as was shown."
    ),
    "SALE-07": QT_TRANSLATE_NOOP(
        "problems", "Sale {sale} cannot be cancelled: its code exists, receipt {receipt}."
    ),
    "SALE-08": QT_TRANSLATE_NOOP("problems", "Sale {sale} is not finished and has no code yet."),
    "SALE-09": QT_TRANSLATE_NOOP(
        "problems", "Meter {meter} bought for {amount} in the last {minutes} minutes already."
    ),
    "SALE_ID_REUSED": QT_TRANSLATE_NOOP(
        "problems", "Sale number {sale} belongs to another sale. Nothing was done."
    ),
    "KEYCHANGE-01": QT_TRANSLATE_NOOP("problems", "Meter {meter} needs no key change."),
    "KEYCHANGE-02": QT_TRANSLATE_NOOP(
        "problems", "The key change of meter {meter} cannot be made here ({why})."
    ),
    "ENGINEERING-01": QT_TRANSLATE_NOOP(
        "problems", "There is no engineering code “{kind}” with value “{value}”; known: {known}."
    ),
    "FREE-01": QT_TRANSLATE_NOOP(
        "problems", "Meter {meter} is owed {due} free units this month, not {asked}."
    ),
    "REISSUE-01": QT_TRANSLATE_NOOP(
        "problems", "The codes of receipt {receipt} cannot be made under that key ({why})."
    ),
    "SHIFT-01": QT_TRANSLATE_NOOP("problems", "No shift is open on this terminal."),
    "SHIFT-02": QT_TRANSLATE_NOOP("problems", "Shift {shift} is open already."),
    "SHIFT-03": QT_TRANSLATE_NOOP("problems", "These sales have no end yet: {sales}."),
    "SHIFT-04": QT_TRANSLATE_NOOP(
        "problems", "Nobody has said yet whether these were printed: {jobs}."
    ),
    "SHIFT-05": QT_TRANSLATE_NOOP("problems", "The drawer of shift {shift} has not been counted."),
    "SHIFT-06": QT_TRANSLATE_NOOP(
        "problems",
        "Cash moved (entry {moved}) after the count of entry {count}, so that count is void.",
    ),
    "SHIFT-07": QT_TRANSLATE_NOOP(
        "problems", "The drawer is {over_short} off. Beyond {limit} it needs a reason."
    ),
    "SHIFT-08": QT_TRANSLATE_NOOP(
        "problems", "The drawer is {over_short} off. One of the two who sign must be a supervisor."
    ),
    "SHIFT-09": QT_TRANSLATE_NOOP(
        "problems", "The last shift is closed already, with Z report {z_no}."
    ),
    "SHIFT-10": QT_TRANSLATE_NOOP("problems", "There is no Z report {number}."),
    "SHIFT-11": QT_TRANSLATE_NOOP("problems", "{keeper} answers for the drawer already."),
    "SHIFT-12": QT_TRANSLATE_NOOP(
        "problems", "{keeper} answers for the drawer: only they or a supervisor hand it over."
    ),
    "CASH-01": QT_TRANSLATE_NOOP("problems", "Say why in 1 to {limit} plain characters."),
    "CASH-02": QT_TRANSLATE_NOOP(
        "problems", "{asked} cannot be taken out: so much is not in the drawer."
    ),
    "CASH-03": QT_TRANSLATE_NOOP(
        "problems",
        "{operator} takes out at most {limit} alone, not {asked}: a second person must approve.",
    ),
    "CASH-04": QT_TRANSLATE_NOOP("problems", "“{text}” is no code for over or short."),
    "CASH-05": QT_TRANSLATE_NOOP("problems", "Bag {bag} was deposited already by entry {entry}."),
    "COUNT-01": QT_TRANSLATE_NOOP(
        "problems",
        "“{text}” is not a count; it is written as 200x3,100x10,50x0, each note and coin once.",
    ),
    "COUNT-02": QT_TRANSLATE_NOOP("problems", "There is no note or coin of {currency} {text}."),
    "APPROVAL-01": QT_TRANSLATE_NOOP("problems", "This needs a second person's approval."),
    "APPROVAL-02": QT_TRANSLATE_NOOP("problems", "{operator} cannot approve what {operator} asks."),
    "APPROVAL-03": QT_TRANSLATE_NOOP(
        "problems", "The approval was not for this, was used already, or is too old."
    ),
    "OPERATOR-01": QT_TRANSLATE_NOOP("problems", "There is an operator named {operator} already."),
    "OPERATOR-02": QT_TRANSLATE_NOOP("problems", "There is no operator named {operator}."),
    "OPERATOR-03": QT_TRANSLATE_NOOP(
        "problems", "“{text}” cannot be a name: 1 to 40 letters, digits, dots or hyphens."
    ),
    "OPERATOR-04": QT_TRANSLATE_NOOP("problems", "{operator} is the last supervisor."),
    "OPERATOR-05": QT_TRANSLATE_NOOP(
        "problems", "{operator} sells for at most {limit} at a time, not {asked}."
    ),
    "PIN-01": QT_TRANSLATE_NOOP("problems", "The name or the PIN is wrong."),
    "PIN-02": QT_TRANSLATE_NOOP("problems", "Too many wrong PINs. Wait {seconds} s."),
    "ROLE-01": QT_TRANSLATE_NOOP(
        "problems", "{operator} is signed in as {role}; this needs: {needed}."
    ),
    "LEASE-01": QT_TRANSLATE_NOOP(
        "problems", "What head office allows this terminal to sell is used up ({what})."
    ),
    "LEASE-02": QT_TRANSLATE_NOOP(
        "problems", "This terminal was allowed to sell until {until}; by its clock it is {now}."
    ),
    "LEASE-03": QT_TRANSLATE_NOOP(
        "problems", "This terminal may sell from {not_before}; by its clock it is {now}."
    ),
    "LEASE-04": QT_TRANSLATE_NOOP("problems", "Head office has not allowed any sales here yet."),
    "CLOCK-01": QT_TRANSLATE_NOOP(
        "problems", "The clock shows {now}, but {known} has passed already."
    ),
    "CLOCK-02": QT_TRANSLATE_NOOP(
        "problems", "The clock shows {now}, far ahead of the last entry at {known}."
    ),
    "CLOCK-03": QT_TRANSLATE_NOOP(
        "problems", "The next code for meter {meter} would be more than a day ahead of the clock."
    ),
    "KEY-01": QT_TRANSLATE_NOOP(
        "problems", "There is no vending key for supply group {sgc}, revision {krn}."
    ),
    "KEY-02": QT_TRANSLATE_NOOP(
        "problems", "The vending key of supply group {sgc}, revision {krn}, has expired."
    ),
    "KEY-06": QT_TRANSLATE_NOOP(
        "problems",
        "The vending key of supply group {sgc}, revision {krn}, makes no codes before {begins}.",
    ),
    "KEY-03": QT_TRANSLATE_NOOP("problems", "This meter cannot take credit from here: {why}."),
    "PIN-03": QT_TRANSLATE_NOOP("problems", "{operator} has a PIN already."),
    "PIN-04": QT_TRANSLATE_NOOP("problems", "A PIN has 4 to 64 characters."),
    "PIN-07": QT_TRANSLATE_NOOP(
        "problems", "Head office has not allowed this PIN to be reset: {why}."
    ),
    "PIN-08": QT_TRANSLATE_NOOP(
        "problems", "This is no request for a PIN and no answer to one, or its day is over."
    ),
    "PIN-06": QT_TRANSLATE_NOOP("problems", "Only a supervisor lets people in here."),
    "PIN-05": QT_TRANSLATE_NOOP("problems", "This PIN is guessed first; choose another one."),
    "VAULT-05": QT_TRANSLATE_NOOP("problems", "Only a training terminal makes its own {what}."),
    "VAULT-08": QT_TRANSLATE_NOOP("problems", "The key file is cut off."),
    "VAULT-09": QT_TRANSLATE_NOOP("problems", "The key file is another terminal's."),
    "VAULT-10": QT_TRANSLATE_NOOP(
        "problems", "A real terminal needs a passphrase of at least {least} characters."
    ),
    "VAULT-11": QT_TRANSLATE_NOOP("problems", "The key store has no such way to unlock: {kind}."),
    "VAULT-12": QT_TRANSLATE_NOOP(
        "problems", "The key store holds no more than {most} ways to unlock."
    ),
    "VAULT-13": QT_TRANSLATE_NOOP(
        "problems", "This is the last way for a person to open the keys; it stays."
    ),
    "VAULT-14": QT_TRANSLATE_NOOP("problems", "This secret ({kind}) does not open the key store."),
    "VAULT-15": QT_TRANSLATE_NOOP(
        "problems", "This is not a recovery code, or a letter of it is wrong."
    ),
    "VAULT-16": QT_TRANSLATE_NOOP(
        "problems", "The keyring of this computer cannot be used: {why}."
    ),
    "VAULT-17": QT_TRANSLATE_NOOP(
        "problems", "The TPM of this computer does not open the key store: {why}."
    ),
    "COUNTER-05": QT_TRANSLATE_NOOP(
        "problems", "A machine opens the vending keys by itself only where a TPM counts the lease."
    ),
    "VAULT-06": QT_TRANSLATE_NOOP("problems", "A passphrase has 1 to 1024 bytes."),
    "KEY-04": QT_TRANSLATE_NOOP(
        "problems",
        "The key of supply group {sgc}, revision {krn}, is loaded already. If it is a wrong one, "
        "only a restore takes it away.",
    ),
    "KEY-05": QT_TRANSLATE_NOOP("problems", "The attributes of the key are wrong: {why}."),
    "LEASE-05": QT_TRANSLATE_NOOP(
        "problems", "Lease {serial} is not newer than lease {installed}, which is installed."
    ),
    "LEASE-11": QT_TRANSLATE_NOOP(
        "problems",
        "Lease {serial} moves the lane of codes before head office has every sale. "
        "Deliver all, sell nothing, and have it granted again.",
    ),
    "LEASE-10": QT_TRANSLATE_NOOP(
        "problems", "Lease {serial} allows more than this terminal's ceiling ({what})."
    ),
    "LEASE-06": QT_TRANSLATE_NOOP("problems", "The lease does not hold together: {why}."),
    "AGENT-01": QT_TRANSLATE_NOOP("problems", "The vending keys are locked."),
    "AGENT-02": QT_TRANSLATE_NOOP("problems", "The key store does not answer ({why})."),
    "AGENT-03": QT_TRANSLATE_NOOP("problems", "The key store has not been opened yet."),
    "AGENT-04": QT_TRANSLATE_NOOP("problems", "The key store's records cannot be used: {why}."),
    "LOAD-01": QT_TRANSLATE_NOOP("problems", "This is no component of such a key: {why}."),
    "LOAD-02": QT_TRANSLATE_NOOP(
        "problems", "The components do not make the key: {why}. Begin again with all of them."
    ),
    "LOAD-03": QT_TRANSLATE_NOOP(
        "problems", "{operator} has brought a component of this key already."
    ),
    "LOAD-04": QT_TRANSLATE_NOOP(
        "problems", "Key {sgc}, revision {krn}, was begun with other attributes."
    ),
    "LOAD-05": QT_TRANSLATE_NOOP(
        "problems",
        "A newer key of supply group {sgc} than revision {krn} is held. If that is a wrong one, "
        "only a restore takes it away.",
    ),
    "LOAD-06": QT_TRANSLATE_NOOP(
        "problems", "The lease of this terminal has no price for supply group {sgc}."
    ),
    "LOAD-07": QT_TRANSLATE_NOOP(
        "problems", "This training terminal takes no keys (init --training --components-ok)."
    ),
    "LOAD-08": QT_TRANSLATE_NOOP(
        "problems", "No components of key {sgc}, revision {krn}, are waiting."
    ),
    "LOAD-09": QT_TRANSLATE_NOOP(
        "problems", "On a real terminal each custodian brings a component alone."
    ),
    "LOAD-10": QT_TRANSLATE_NOOP("problems", "This file holds no sealed key."),
    "LOAD-11": QT_TRANSLATE_NOOP("problems", "The sealed key is not for this terminal: {why}."),
    "LOAD-12": QT_TRANSLATE_NOOP("problems", "This file holds no EA07 tables: {why}."),
    "LOAD-13": QT_TRANSLATE_NOOP("problems", "These tables are not taken: {why}."),
    "LOAD-14": QT_TRANSLATE_NOOP(
        "problems",
        "{most} keys with a component of {operator} wait already. Complete some, or forget them.",
    ),
    "COUNTER-01": QT_TRANSLATE_NOOP(
        "problems", "The hardware counter behind the lease does not answer: {why}."
    ),
    "COUNTER-02": QT_TRANSLATE_NOOP(
        "problems",
        "These files are an older copy of the terminal: its counter shows {counter}, they know "
        "{known}.",
    ),
    "COUNTER-03": QT_TRANSLATE_NOOP("problems", "No TPM can be used for counting: {why}."),
    "COUNTER-04": QT_TRANSLATE_NOOP(
        "problems", "A counter is chosen once, before the first lease."
    ),
    "DEVICE-01": QT_TRANSLATE_NOOP(
        "problems", "The device that keeps the vending keys ({token}) does not answer: {why}."
    ),
    "DEVICE-02": QT_TRANSLATE_NOOP(
        "problems",
        "The device {token} refused its PIN, which is not tried again before the next unlocking.",
    ),
    "DEVICE-03": QT_TRANSLATE_NOOP("problems", "The key device cannot be used: {why}."),
    "DEVICE-04": QT_TRANSLATE_NOOP(
        "problems",
        "Key {sgc}, revision {krn}, is a DKGA02 key: one meter's key would give it away, so no "
        "device can keep it.",
    ),
    "DEVICE-05": QT_TRANSLATE_NOOP(
        "problems", "A key device is chosen once, before the first key; {keys} are held."
    ),
    "VAULT-01": QT_TRANSLATE_NOOP("problems", "The passphrase is wrong."),
    "VAULT-02": QT_TRANSLATE_NOOP("problems", "The key file is damaged: {why}."),
    "VAULT-03": QT_TRANSLATE_NOOP("problems", "This folder has no key file."),
    "VAULT-04": QT_TRANSLATE_NOOP("problems", "Others can read the secret file {name}."),
    "TOKEN-01": QT_TRANSLATE_NOOP(
        "problems", "The code did not pass its check and was thrown away: {why}."
    ),
    "AUDIT-01": QT_TRANSLATE_NOOP("problems", "{folder} holds no export for an auditor."),
    "AUDIT-02": QT_TRANSLATE_NOOP(
        "problems", "{file} does not say what the journal beside it says: somebody changed it."
    ),
    "JOURNAL-01": QT_TRANSLATE_NOOP("problems", "Journal entry {seq} is damaged: {why}."),
    "JOURNAL-02": QT_TRANSLATE_NOOP(
        "problems",
        "The journal ends at entry {found}, but entry {seq} was signed: it was shortened, or is "
        "an older copy.",
    ),
    "JOURNAL-03": QT_TRANSLATE_NOOP(
        "problems", "Table {table} does not match the journal at {key}."
    ),
    "STORE-01": QT_TRANSLATE_NOOP(
        "problems", "What the terminal stored is damaged (page {page}, file {file})."
    ),
    "STORE-02": QT_TRANSLATE_NOOP("problems", "Another program holds the database."),
    "STORE-08": QT_TRANSLATE_NOOP("problems", "{name} could not be written: {why}."),
    "STORE-03": QT_TRANSLATE_NOOP("problems", "The disk is full."),
    "STORE-04": QT_TRANSLATE_NOOP("problems", "The disk cannot be written: {why}."),
    "STORE-09": QT_TRANSLATE_NOOP(
        "problems", "A newer program than this one made what is stored here ({file})."
    ),
    "FILE-01": QT_TRANSLATE_NOOP("problems", "The file {name} cannot be read: {why}."),
    "FILE-02": QT_TRANSLATE_NOOP("problems", "There is no file {name}."),
    "FOLDER-01": QT_TRANSLATE_NOOP("problems", "The terminal's folder is in use: {why}."),
    "FOLDER-02": QT_TRANSLATE_NOOP(
        "problems", "There is no terminal in the folder {folder}; vendwatt init makes one."
    ),
    "FOLDER-03": QT_TRANSLATE_NOOP("problems", "This folder is not empty."),
    "PRINT-01": QT_TRANSLATE_NOOP("problems", "“{text}” is not a printer's address: {why}."),
    "PRINT-03": QT_TRANSLATE_NOOP("problems", "Did these receipts come out: {jobs}?"),
    "PRINT-04": QT_TRANSLATE_NOOP(
        "problems", "Copy {copy} of a paper needs a supervisor. Without one: {limit} at most."
    ),
    "PRINT-05": QT_TRANSLATE_NOOP(
        "problems", "There is no language “{language}” for paper, only {known}."
    ),
    "PRINT-06": QT_TRANSLATE_NOOP("problems", "{printer}: {said}"),
    "PRINT-02": QT_TRANSLATE_NOOP("problems", "No print job {job} waits for a decision."),
    "SYNC-01": QT_TRANSLATE_NOOP("problems", "This terminal has not joined a head office."),
    "SYNC-32": QT_TRANSLATE_NOOP(
        "problems", "This terminal reaches its head office by stick; there is no line."
    ),
    "SYNC-02": QT_TRANSLATE_NOOP(
        "problems",
        "Head office cannot be reached ({why}). Everything waits here safely; selling goes on.",
    ),
    "SYNC-03": QT_TRANSLATE_NOOP(
        "problems", "Whoever answered is not the head office of this terminal ({why})."
    ),
    "SYNC-30": QT_TRANSLATE_NOOP(
        "problems",
        "What is said about the key that signs head office's answers is not believed: {why}.",
    ),
    "SYNC-31": QT_TRANSLATE_NOOP(
        "problems", "This answer is signed by a key that head office no longer uses."
    ),
    "SYNC-04": QT_TRANSLATE_NOOP(
        "problems",
        "Another copy of this terminal has sold under its numbers: this one must not sell.",
    ),
    "SYNC-05": QT_TRANSLATE_NOOP(
        "problems", "Head office holds later entries of this terminal: this is an older copy of it."
    ),
    "SYNC-06": QT_TRANSLATE_NOOP("problems", "Head office has taken this terminal out of service."),
    "SYNC-07": QT_TRANSLATE_NOOP("problems", "This terminal is talking to head office already."),
    "SYNC-08": QT_TRANSLATE_NOOP(
        "problems", "Head office did not accept what this terminal sent ({why}). Nothing is lost."
    ),
    "SYNC-09": QT_TRANSLATE_NOOP("problems", "The file cannot be used here: {why}."),
    "OFFICE-30": QT_TRANSLATE_NOOP("problems", "The file cannot be given to terminals: {why}."),
    "DOWN-01": QT_TRANSLATE_NOOP(
        "problems",
        "What came is not what this terminal's head office made, or it was changed on the way "
        "({why}). Nothing of it was taken.",
    ),
    "DOWN-02": QT_TRANSLATE_NOOP(
        "problems", "What came is for terminal {terminal}, not for this one."
    ),
    "DOWN-03": QT_TRANSLATE_NOOP(
        "problems",
        "Something is missing before {version}, or it is out of order; only what came before it "
        "was taken.",
    ),
    "DOWN-04": QT_TRANSLATE_NOOP(
        "problems", "The file is older ({version}) than what is here ({here}): nothing is put back."
    ),
    "DOWN-05": QT_TRANSLATE_NOOP(
        "problems", "Line {line} of the file cannot be used: {why}. What came before it was taken."
    ),
    "DOWN-06": QT_TRANSLATE_NOOP(
        "problems",
        "Head office lets only version {lowest} or newer begin a sale; this is {running}. Sales "
        "that were begun can be finished.",
    ),
    "DOWN-07": QT_TRANSLATE_NOOP(
        "problems",
        "Head office revoked key {krn} of supply group {sgc}, which this meter's codes would be "
        "made with.",
    ),
    "TEXT-01": QT_TRANSLATE_NOOP(
        "problems",
        "No message can be sent to that number; write it with a plus sign and the country's code.",
    ),
    "TEXT-02": QT_TRANSLATE_NOOP(
        "problems", "The file about the gateway of text messages cannot be used: {why}."
    ),
    "TEXT-03": QT_TRANSLATE_NOOP(
        "problems", "No text message is sent with the codes of this sale: {why}."
    ),
    "ENROL-01": QT_TRANSLATE_NOOP(
        "problems", "The enrolment code is wrong, expired, used, or for another terminal."
    ),
    "ENROL-02": QT_TRANSLATE_NOOP(
        "problems",
        "A training terminal joins a training head office only, a real one a real one only.",
    ),
    "ENROL-03": QT_TRANSLATE_NOOP(
        "problems", "“{text}” is not an address of a head office: {why}."
    ),
    "ENROL-04": QT_TRANSLATE_NOOP(
        "problems", "That is not an enrolment code: it has 20 letters and digits."
    ),
    "ENROL-05": QT_TRANSLATE_NOOP(
        "problems",
        "Head office knows another device as this terminal. If the same backup was restored before,"
        " make a new backup here and restore that with --replace: then it can join.",
    ),
    "LEASE-07": QT_TRANSLATE_NOOP(
        "problems", "The lease was not granted to this terminal by its head office ({why})."
    ),
    "LEASE-08": QT_TRANSLATE_NOOP("problems", "The key store belongs to another head office."),
    "LEASE-09": QT_TRANSLATE_NOOP("problems", "The file {name} holds no lease."),
    "OFFICE-01": QT_TRANSLATE_NOOP("problems", "There is no head office in this database."),
    "OFFICE-02": QT_TRANSLATE_NOOP(
        "problems", "There is one already: {what}. Nothing was changed."
    ),
    "OFFICE-03": QT_TRANSLATE_NOOP(
        "problems", "Terminal {terminal} is not known here, or has not joined yet."
    ),
    "OFFICE-04": QT_TRANSLATE_NOOP(
        "problems", "“{text}” cannot name a terminal: up to 32 letters, digits and hyphens."
    ),
    "OFFICE-05": QT_TRANSLATE_NOOP("problems", "The address of the database is wrong: {why}."),
    "OFFICE-06": QT_TRANSLATE_NOOP("problems", "The address {text} cannot be listened on: {why}."),
    "DEPOSIT-01": QT_TRANSLATE_NOOP(
        "problems", "Terminal {terminal} sent no deposit in bag “{bag}”."
    ),
    "DEPOSIT-02": QT_TRANSLATE_NOOP(
        "problems", "Bag {bag} is matched with {amount} already, reference {reference}."
    ),
    "OFFICE-07": QT_TRANSLATE_NOOP(
        "problems", "The database of head office cannot be used: {why}."
    ),
    "OFFICE-08": QT_TRANSLATE_NOOP(
        "problems", "Terminal {terminal} is out of service; it is given nothing more."
    ),
    "AGENT-05": QT_TRANSLATE_NOOP(
        "problems",
        "Key store and journal disagree; codes: {found}. The first is sale {sale} ({kind}).",
    ),
    "BACKUP-01": QT_TRANSLATE_NOOP(
        "problems", "This key store has no recovery code, so nothing can be sealed for it."
    ),
    "BACKUP-02": QT_TRANSLATE_NOOP("problems", "There is a file called {name} already."),
    "BACKUP-03": QT_TRANSLATE_NOOP("problems", "The backup is not what was written: {why}."),
    "BACKUP-04": QT_TRANSLATE_NOOP(
        "problems", "The backup was sealed for another recovery code, or is damaged."
    ),
    "BACKUP-05": QT_TRANSLATE_NOOP("problems", "The file {name} is no backup."),
    "OFFICE-09": QT_TRANSLATE_NOOP(
        "problems",
        "The root key allows this terminal less than that ({what}). Grant less, or sign a higher "
        "ceiling with the root key.",
    ),
    "OFFICE-10": QT_TRANSLATE_NOOP(
        "problems", "The file {name} does not hold the root key of this head office."
    ),
    "OFFICE-11": QT_TRANSLATE_NOOP("problems", "Name or password of {name} is wrong."),
    "OFFICE-12": QT_TRANSLATE_NOOP("problems", "{name} works at head office already."),
    "OFFICE-13": QT_TRANSLATE_NOOP(
        "problems", "Somebody at head office has to sign in for this: {why}."
    ),
    "OFFICE-14": QT_TRANSLATE_NOOP(
        "problems", "{name} proposed this; somebody else has to confirm it."
    ),
    "OFFICE-15": QT_TRANSLATE_NOOP("problems", "Nothing with number {number} waits."),
    "OFFICE-16": QT_TRANSLATE_NOOP(
        "problems", "A name has 1 to 64 characters, a password 8 to 1024."
    ),
    "OFFICE-17": QT_TRANSLATE_NOOP(
        "problems", "{name} is {role} at head office; this takes a {least}."
    ),
    "OFFICE-18": QT_TRANSLATE_NOOP(
        "problems", "{name} is the last administrator; make somebody else one first."
    ),
    "OFFICE-19": QT_TRANSLATE_NOOP("problems", "The field {name} does not hold what it should."),
    "OFFICE-20": QT_TRANSLATE_NOOP("problems", "Head office holds no {what}."),
    "OFFICE-21": QT_TRANSLATE_NOOP(
        "problems",
        "This grant was sent before and said something else then; nothing more was granted. Open "
        "the form anew.",
    ),
    "OFFICE-22": QT_TRANSLATE_NOOP(
        "problems",
        "Somebody else made {name} or changed their password, phone or role; until {until} "
        "{name} is not one of two people.",
    ),
    "OFFICE-23": QT_TRANSLATE_NOOP(
        "problems", "Another server or command of head office does this at the moment ({what})."
    ),
    "LEASE-12": QT_TRANSLATE_NOOP(
        "problems",
        "Terminal {terminal} may issue codes in lane {lane} until its lease ends on {until}, and "
        "for a day after.",
    ),
    "SIGN-01": QT_TRANSLATE_NOOP("problems", "Head office's key store does not sign this: {why}."),
    "SIGN-02": QT_TRANSLATE_NOOP(
        "problems",
        "Head office's signing keys still lie in its database. Move them: vendwatt headoffice "
        "keys move.",
    ),
    "SIGN-03": QT_TRANSLATE_NOOP(
        "problems", "This head office has no key for that ({purpose}): it is older than such keys."
    ),
    "SIGN-04": QT_TRANSLATE_NOOP(
        "problems", "Head office's keys are not in {folder}; say where they are with --keys."
    ),
    "CEREMONY-01": QT_TRANSLATE_NOOP(
        "problems",
        "The key store here holds no such ceremony: it was restarted since, or the ceremony was "
        "begun on another machine. Its components are forgotten; begin again.",
    ),
    "CEREMONY-02": QT_TRANSLATE_NOOP(
        "problems", "This ceremony has ended ({how}); its components are forgotten. Begin again."
    ),
    "CEREMONY-03": QT_TRANSLATE_NOOP("problems", "No ceremony can be held like that: {why}."),
    "CEREMONY-04": QT_TRANSLATE_NOOP(
        "problems",
        "A ceremony for supply group {sgc}, revision {krn} is open, or too many are. End it first.",
    ),
    "CEREMONY-05": QT_TRANSLATE_NOOP("problems", "{name} is no custodian of this ceremony."),
    "CEREMONY-06": QT_TRANSLATE_NOOP(
        "problems", "{entered} of {of} components are in. The others come first."
    ),
    "CEREMONY-07": QT_TRANSLATE_NOOP(
        "problems",
        "The key that was put together has another check value than that. Nothing was sealed. "
        "Tries left: {left}.",
    ),
    "CEREMONY-08": QT_TRANSLATE_NOOP("problems", "This key is not for terminal {terminal}: {why}."),
    "CEREMONY-09": QT_TRANSLATE_NOOP(
        "problems",
        "{name} cannot be a custodian: that takes a supervisor or administrator with a phone "
        "linked.",
    ),
    "CEREMONY-10": QT_TRANSLATE_NOOP(
        "problems", "This is no public key of a terminal that has joined and is in service."
    ),
    "SIGN-05": QT_TRANSLATE_NOOP(
        "problems",
        "Two people at head office have to want this: one proposes it, another confirms it within"
        " four days.",
    ),
    "SIGN-06": QT_TRANSLATE_NOOP(
        "problems",
        "Head office's key store knows nobody called {name} by this password. Where it was changed,"
        " add the person again (vendwatt headoffice keys signer add).",
    ),
    "FAULT-01": QT_TRANSLATE_NOOP(
        "problems", "The program made a mistake; its log has it under {reference}."
    ),
    "LATER-01": QT_TRANSLATE_NOOP("problems", "Not supported yet: {what}."),
}

MONEY: dict[MoneyStands, str] = {
    MoneyStands.NOT_INVOLVED: "",
    MoneyStands.NOTHING_CHARGED: QT_TRANSLATE_NOOP("problems", "Nothing was charged."),
    MoneyStands.GIVE_BACK: QT_TRANSLATE_NOOP(
        "problems", "The sale is cancelled: give the money back."
    ),
    MoneyStands.HELD_OPEN: QT_TRANSLATE_NOOP(
        "problems",
        "The sale is open: keep the money and do not sell again until it is resumed or cancelled.",
    ),
    MoneyStands.NOT_KNOWN: QT_TRANSLATE_NOOP(
        "problems",
        "Whether the sale is complete is not known here: look it up before money changes hands.",
    ),
    MoneyStands.SALE_COMPLETE: QT_TRANSLATE_NOOP(
        "problems", "The sale is complete: the customer's code is on its receipt."
    ),
}

NEXT: dict[NextStep, str] = {
    NextStep.CORRECT_AND_RETRY: QT_TRANSLATE_NOOP("problems", "Check what was typed; try again."),
    NextStep.ASK_FOR_MORE_CASH: QT_TRANSLATE_NOOP(
        "problems", "Ask for the missing cash, or sell for less."
    ),
    NextStep.CHOOSE_ANOTHER: QT_TRANSLATE_NOOP("problems", "Choose something else."),
    NextStep.RESUME_OR_CANCEL: QT_TRANSLATE_NOOP(
        "problems", "Resume that sale, or cancel it, before selling to this meter again."
    ),
    NextStep.USE_NEW_SALE_ID: QT_TRANSLATE_NOOP("problems", "Start a new sale."),
    NextStep.OPEN_SHIFT: QT_TRANSLATE_NOOP("problems", "Open a shift first."),
    NextStep.COUNT_DRAWER: QT_TRANSLATE_NOOP("problems", "Count the drawer."),
    NextStep.GIVE_REASON: QT_TRANSLATE_NOOP("problems", "Count again, or give a reason."),
    NextStep.SETTLE_SALE: QT_TRANSLATE_NOOP("problems", "Resume each sale, or cancel it."),
    NextStep.SETTLE_PRINT: QT_TRANSLATE_NOOP(
        "problems", "Look at the paper and settle each job as printed or lost."
    ),
    NextStep.UNLOCK_KEYS: QT_TRANSLATE_NOOP("problems", "Unlock the key store."),
    NextStep.START_AGAIN: QT_TRANSLATE_NOOP(
        "problems",
        "Try again. If that does not help, switch the computer off and on: nothing gets lost.",
    ),
    NextStep.WAIT_AND_RETRY: QT_TRANSLATE_NOOP("problems", "Wait a moment and try again."),
    NextStep.GET_NEW_LEASE: QT_TRANSLATE_NOOP("problems", "Ask head office for a new lease."),
    NextStep.GET_NEW_ANSWER: QT_TRANSLATE_NOOP("problems", "Ask head office for a new answer."),
    NextStep.SET_CLOCK: QT_TRANSLATE_NOOP("problems", "Set the clock right and try again."),
    NextStep.WAIT_FOR_CLOCK: QT_TRANSLATE_NOOP(
        "problems", "Wait until the clock has caught up, or set it right if it is wrong."
    ),
    NextStep.CALL_SUPERVISOR: QT_TRANSLATE_NOOP("problems", "Call a supervisor."),
    NextStep.CALL_HEAD_OFFICE: QT_TRANSLATE_NOOP("problems", "Call head office."),
    NextStep.FREE_DISK_SPACE: QT_TRANSLATE_NOOP("problems", "Free some disk space and try again."),
    NextStep.CHECK_PRINTER: QT_TRANSLATE_NOOP("problems", "Check the printer."),
    NextStep.RESTORE: QT_TRANSLATE_NOOP(
        "problems", "Stop selling on this terminal and call for a restore."
    ),
    NextStep.CHOOSE_FOLDER: QT_TRANSLATE_NOOP("problems", "Choose another folder."),
    NextStep.ENROL: QT_TRANSLATE_NOOP(
        "problems", "Ask head office for a code and join with it (vendwatt enrol)."
    ),
    NextStep.ASK_CUSTOMER: QT_TRANSLATE_NOOP(
        "problems", "Ask the customer; if it is meant, say so and sell again."
    ),
    NextStep.UPDATE_PROGRAM: QT_TRANSLATE_NOOP(
        "problems", "Install the newer program, then sell. Nothing that is here gets lost."
    ),
    NextStep.CARRY_FILE: QT_TRANSLATE_NOOP(
        "problems",
        "Carry a file there (vendwatt sync --to-file), or join by a line (vendwatt enrol --url).",
    ),
    NextStep.CHECK_FILE: QT_TRANSLATE_NOOP(
        "problems", "Check the file's name and place, and who may read it; try again."
    ),
}
