"""The SQL of every statement, written by `python -m pos.store.statements`."""

from typing import Final

from pos.store.statement_texts import RowTexts, StatementText

LAST_ENTRY: Final = StatementText(
    "SELECT journal.seq, journal.body, journal.hash FROM journal ORDER BY journal.seq "
    "DESC"
)
ENTRY: Final = StatementText(
    "SELECT journal.seq, journal.body, journal.hash FROM journal WHERE journal.seq = :seq"
)
NEXT_ENTRIES: Final = StatementText(
    "SELECT journal.seq, journal.body, journal.hash FROM journal WHERE journal.seq > "
    ":after ORDER BY journal.seq LIMIT :limit OFFSET :param_1",
    {"param_1": 0},
)
NEXT_CHECKPOINTS: Final = StatementText(
    "SELECT checkpoint.seq, checkpoint.hash, checkpoint.signature FROM checkpoint WHERE "
    "checkpoint.seq > :after ORDER BY checkpoint.seq LIMIT :limit OFFSET :param_1",
    {"param_1": 0},
)
LAST_CHECKPOINT: Final = StatementText(
    "SELECT checkpoint.seq, checkpoint.hash, checkpoint.signature FROM checkpoint ORDER "
    "BY checkpoint.seq DESC"
)
OPEN_SHIFT: Final = StatementText(
    "SELECT shift.shift_no, shift.state, shift.opener, shift.keeper, shift.opened_at, "
    "shift.opening_float, shift.cash_tendered, shift.change, shift.refunds, "
    "shift.paid_in, shift.paid_out, shift.drops, shift.sales, shift.sales_total, "
    "shift.rounding, shift.drawer_openings, shift.expected_shown, shift.cash_seq, "
    "shift.count_seq, shift.counted, shift.closed_seq, shift.z_no, shift.closed_at, "
    "shift.closed_by, shift.approver, shift.over_short, shift.reason_code, shift.reason "
    "FROM shift WHERE state = 'open'"
)
ADD_ENTRY: Final = StatementText(
    "INSERT INTO journal (seq, body, hash) VALUES (:seq, :body, :hash)"
)
ADD_CHECKPOINT: Final = StatementText(
    "INSERT INTO checkpoint (seq, hash, signature) VALUES (:seq, :hash, :signature)"
)
CHECKPOINT_HASH: Final = StatementText(
    "SELECT checkpoint.hash FROM checkpoint WHERE checkpoint.seq = :seq"
)
SCHEMA_VERSION: Final = StatementText(
    "SELECT alembic_version.version_num FROM alembic_version"
)
WHOSE_JOURNAL: Final = StatementText(
    "SELECT identity.terminal, identity.incarnation FROM identity"
)
EARLIER_ENTRY: Final = StatementText(
    "SELECT earlier_entry.seq, earlier_entry.body, earlier_entry.hash FROM earlier_entry "
    "WHERE earlier_entry.seq = :seq"
)
EARLIER_ENTRIES: Final = StatementText(
    "SELECT earlier_entry.seq, earlier_entry.body, earlier_entry.hash FROM earlier_entry "
    "ORDER BY earlier_entry.seq"
)
ENTRIES: Final = StatementText(
    "SELECT journal.seq, journal.body, journal.hash FROM journal ORDER BY journal.seq"
)
NEWEST_METER_MONTH: Final = StatementText(
    "SELECT meter_month.pan, meter_month.month, meter_month.units_milli, "
    "meter_month.purchases, meter_month.last_at FROM meter_month WHERE meter_month.pan = "
    ":pan ORDER BY meter_month.month DESC"
)
OPEN_SALES: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE state = 'open' ORDER BY sale.begun_seq"
)
OPEN_SALE_OF: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE sale.pan = :pan AND state = 'open'"
)
SALES_BEFORE: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END < :before ORDER "
    "BY CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END DESC LIMIT :limit OFFSET "
    ":param_1",
    {"param_1": 0},
)
SALES_OF: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE sale.pan = :pan AND CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq "
    "END < :before ORDER BY CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END DESC "
    "LIMIT :limit OFFSET :param_1",
    {"param_1": 0},
)
SALE_WITH_RECEIPT: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE sale.receipt_no = :receipt_no AND receipt_no <> ''"
)
SALES_OVER: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE sale.total = :total AND CASE begun_seq WHEN 0 THEN ended_seq ELSE "
    "begun_seq END < :before ORDER BY CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq"
    " END DESC LIMIT :limit OFFSET :param_1",
    {"param_1": 0},
)
BY_LAST_CODE: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE substr(digits, -4) = :tail AND digits <> '' AND instr(digits || ' ', "
    ":ending || ' ') > 0 ORDER BY CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END"
    " DESC LIMIT :limit OFFSET :param_1",
    {"param_1": 0},
)
BY_EARLIER_CODE: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE substr(digits, -25, 4) = :tail AND length(digits) > 20 AND instr(digits "
    "|| ' ', :ending || ' ') > 0 ORDER BY CASE begun_seq WHEN 0 THEN ended_seq ELSE "
    "begun_seq END DESC LIMIT :limit OFFSET :param_1",
    {"param_1": 0},
)
BY_SET: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE length(digits) > 41 AND instr(digits || ' ', :ending || ' ') > 0 ORDER "
    "BY CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END DESC LIMIT :limit OFFSET "
    ":param_1",
    {"param_1": 0},
)
CASES: Final = StatementText(
    "SELECT sale_case.\"case\", sale_case.sale_id, sale_case.pan, sale_case.meant_pan, "
    "sale_case.state, sale_case.reason, sale_case.amount, sale_case.opened_seq, "
    "sale_case.opened_at, sale_case.opened_by, sale_case.ended_seq, sale_case.ended_at, "
    "sale_case.ended_by, sale_case.outcome, sale_case.approver FROM sale_case WHERE "
    "sale_case.opened_seq > :opened_seq_1 ORDER BY sale_case.opened_seq DESC LIMIT :limit"
    " OFFSET :param_1",
    {"opened_seq_1": 0, "param_1": 0},
)
OPEN_CASES: Final = StatementText(
    "SELECT sale_case.\"case\", sale_case.sale_id, sale_case.pan, sale_case.meant_pan, "
    "sale_case.state, sale_case.reason, sale_case.amount, sale_case.opened_seq, "
    "sale_case.opened_at, sale_case.opened_by, sale_case.ended_seq, sale_case.ended_at, "
    "sale_case.ended_by, sale_case.outcome, sale_case.approver FROM sale_case WHERE "
    "sale_case.opened_seq > :opened_seq_1 AND state = 'open' ORDER BY "
    "sale_case.opened_seq DESC LIMIT :limit OFFSET :param_1",
    {"opened_seq_1": 0, "param_1": 0},
)
CASE_OF: Final = StatementText(
    "SELECT sale_case.\"case\", sale_case.sale_id, sale_case.pan, sale_case.meant_pan, "
    "sale_case.state, sale_case.reason, sale_case.amount, sale_case.opened_seq, "
    "sale_case.opened_at, sale_case.opened_by, sale_case.ended_seq, sale_case.ended_at, "
    "sale_case.ended_by, sale_case.outcome, sale_case.approver FROM sale_case WHERE "
    "sale_case.sale_id = :sale_id"
)
LAST_ISSUE_NO: Final = StatementText(
    "SELECT sale.issue_no FROM sale WHERE issue_no > 0 ORDER BY sale.issue_no DESC"
)
BY_ISSUE: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE issue_no > 0 AND sale.issue_no > :after ORDER BY sale.issue_no"
)
REGISTER_LINES: Final = StatementText(
    "SELECT register.sale_id, register.at, register.purpose, register.pan, "
    "register.operator, register.approver, register.detail, register.key_before, "
    "register.key_after, register.with_sgc, register.free_milli, register.month, "
    "register.reason, register.committed_seq, register.receipt_no FROM register WHERE "
    "register.at >= :start AND register.at < :end ORDER BY register.at, register.sale_id"
)
NEWEST_SHIFT: Final = StatementText(
    "SELECT shift.shift_no, shift.state, shift.opener, shift.keeper, shift.opened_at, "
    "shift.opening_float, shift.cash_tendered, shift.change, shift.refunds, "
    "shift.paid_in, shift.paid_out, shift.drops, shift.sales, shift.sales_total, "
    "shift.rounding, shift.drawer_openings, shift.expected_shown, shift.cash_seq, "
    "shift.count_seq, shift.counted, shift.closed_seq, shift.z_no, shift.closed_at, "
    "shift.closed_by, shift.approver, shift.over_short, shift.reason_code, shift.reason "
    "FROM shift ORDER BY shift.shift_no DESC"
)
SHIFT_OPERATORS: Final = StatementText(
    "SELECT shift_operator.shift_no, shift_operator.operator, shift_operator.sales, "
    "shift_operator.total, shift_operator.cash_tendered, shift_operator.change, "
    "shift_operator.refunds, shift_operator.paid_in, shift_operator.paid_out, "
    "shift_operator.drops FROM shift_operator WHERE shift_operator.shift_no = :shift_no "
    "ORDER BY shift_operator.operator"
)
SHIFTS_CLOSED: Final = StatementText(
    "SELECT shift.shift_no, shift.state, shift.opener, shift.keeper, shift.opened_at, "
    "shift.opening_float, shift.cash_tendered, shift.change, shift.refunds, "
    "shift.paid_in, shift.paid_out, shift.drops, shift.sales, shift.sales_total, "
    "shift.rounding, shift.drawer_openings, shift.expected_shown, shift.cash_seq, "
    "shift.count_seq, shift.counted, shift.closed_seq, shift.z_no, shift.closed_at, "
    "shift.closed_by, shift.approver, shift.over_short, shift.reason_code, shift.reason "
    "FROM shift WHERE shift.closed_at >= :start AND shift.closed_at < :end ORDER BY "
    "shift.closed_at"
)
ACTS: Final = StatementText(
    "SELECT act.seq, act.at, act.shift_no, act.operator, act.kind, act.amount, "
    "act.subject, act.reason FROM act WHERE act.at >= :start AND act.at < :end ORDER BY "
    "act.at, act.seq"
)
HAND_OVERS: Final = StatementText(
    "SELECT hand_over.shift_no, hand_over.seq, hand_over.at, hand_over.keeper, "
    "hand_over.taker, hand_over.counted, hand_over.over_short FROM hand_over WHERE "
    "hand_over.shift_no = :shift_no ORDER BY hand_over.seq"
)
SHIFT_TENDERS: Final = StatementText(
    "SELECT shift_tender.shift_no, shift_tender.tender, shift_tender.sales, "
    "shift_tender.amount FROM shift_tender WHERE shift_tender.shift_no = :shift_no ORDER "
    "BY shift_tender.tender"
)
DEPOSIT_IN_BAG: Final = StatementText(
    "SELECT act.seq, act.at, act.shift_no, act.operator, act.kind, act.amount, "
    "act.subject, act.reason FROM act WHERE kind = 'drop_bank' AND act.subject = :bag"
)
TOP_UP_BY_REFERENCE: Final = StatementText(
    "SELECT act.seq, act.at, act.shift_no, act.operator, act.kind, act.amount, "
    "act.subject, act.reason FROM act WHERE kind = 'float_topped_up' AND act.subject = "
    ":reference"
)
SALES_BY_QUARTERS: Final = StatementText(
    "SELECT ((sales_quarter.quarter + :ahead) / :width) % :cycle AS span, "
    "sum(sales_quarter.sales) AS sum_1, sum(sales_quarter.total) AS sum_2, "
    "sum(sales_quarter.units_milli) AS sum_3 FROM sales_quarter WHERE "
    "sales_quarter.quarter >= :start AND sales_quarter.quarter < :end GROUP BY "
    "((sales_quarter.quarter + :ahead) / :width) % :cycle ORDER BY span"
)
SALES_BY_HOURS: Final = StatementText(
    "SELECT ((sales_hour.hour + :ahead) / :width) % :cycle AS span, sum(sales_hour.sales)"
    " AS sum_1, sum(sales_hour.total) AS sum_2, sum(sales_hour.units_milli) AS sum_3 FROM"
    " sales_hour WHERE sales_hour.hour >= :start AND sales_hour.hour < :end GROUP BY "
    "((sales_hour.hour + :ahead) / :width) % :cycle ORDER BY span"
)
SALES_BY_DAYS: Final = {
    "operator": StatementText(
        "SELECT sales_day.operator, sum(sales_day.sales) AS sum_1, sum(sales_day.total) AS "
        "sum_2, sum(sales_day.units_milli) AS sum_3 FROM sales_day WHERE sales_day.day >= "
        ":first AND sales_day.day < :behind GROUP BY sales_day.operator"
    ),
    "tariff": StatementText(
        "SELECT sales_day.tariff, sum(sales_day.sales) AS sum_1, sum(sales_day.total) AS "
        "sum_2, sum(sales_day.units_milli) AS sum_3 FROM sales_day WHERE sales_day.day >= "
        ":first AND sales_day.day < :behind GROUP BY sales_day.tariff"
    ),
}
SALES_BY_SALES: Final = {
    "operator": StatementText(
        "SELECT sale.operator, count(*) AS count_1, sum(sale.total) AS sum_1, "
        "sum(sale.credited_milli - coalesce(register.free_milli, :coalesce_1)) AS sum_2 FROM "
        "sale LEFT OUTER JOIN register ON register.sale_id = sale.sale_id WHERE state = "
        "'committed' AND sale.tenders != :tenders_1 AND sale.begun_at >= :start AND "
        "sale.begun_at < :end GROUP BY sale.operator",
        {"coalesce_1": 0, "tenders_1": ""},
    ),
    "tariff": StatementText(
        "SELECT sale.tariff, count(*) AS count_1, sum(sale.total) AS sum_1, "
        "sum(sale.credited_milli - coalesce(register.free_milli, :coalesce_1)) AS sum_2 FROM "
        "sale LEFT OUTER JOIN register ON register.sale_id = sale.sale_id WHERE state = "
        "'committed' AND sale.tenders != :tenders_1 AND sale.begun_at >= :start AND "
        "sale.begun_at < :end GROUP BY sale.tariff",
        {"coalesce_1": 0, "tenders_1": ""},
    ),
}
TENDERS_BY_DAYS: Final = StatementText(
    "SELECT tender_day.tender, sum(tender_day.sales) AS sum_1, sum(tender_day.amount) AS "
    "sum_2 FROM tender_day WHERE tender_day.day >= :first AND tender_day.day < :behind "
    "GROUP BY tender_day.tender"
)
SALES_BEGUN: Final = StatementText(
    "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
    " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
    "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
    "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
    " sale WHERE state = 'committed' AND sale.tenders != :tenders_1 AND sale.begun_at >= "
    ":start AND sale.begun_at < :end",
    {"tenders_1": ""},
)
PRINT_JOB_BY_ID: Final = StatementText(
    "SELECT print_job.id, print_job.job, print_job.kind, print_job.subject, "
    "print_job.copy, print_job.printer, print_job.state, print_job.queued_at, "
    "print_job.queued_by, print_job.attempts, print_job.content FROM print_job WHERE "
    "print_job.job = :job"
)
WAITING_JOBS: Final = StatementText(
    "SELECT print_job.id, print_job.job, print_job.kind, print_job.subject, "
    "print_job.copy, print_job.printer, print_job.state, print_job.queued_at, "
    "print_job.queued_by, print_job.attempts, print_job.content FROM print_job WHERE "
    "(state IN ('queued', 'sending') OR (state IN ('blocked', 'unknown') AND kind <> "
    "'drawer')) ORDER BY print_job.id"
)
WAITING_PRINTERS: Final = StatementText(
    "SELECT print_job.printer FROM print_job WHERE (state IN ('queued', 'sending') OR "
    "(state IN ('blocked', 'unknown') AND kind <> 'drawer')) AND (:subject = :param_1 OR "
    "print_job.subject = :subject)",
    {"param_1": ""},
)
READY_JOBS: Final = StatementText(
    "SELECT print_job.id, print_job.job, print_job.kind, print_job.subject, "
    "print_job.copy, print_job.printer, print_job.state, print_job.queued_at, "
    "print_job.queued_by, print_job.attempts, print_job.content FROM print_job WHERE "
    "(state IN ('queued', 'sending') OR (state IN ('blocked', 'unknown') AND kind <> "
    "'drawer')) AND (print_job.state = :state_1 OR print_job.state = :state_2) AND "
    "print_job.printer = :printer AND (:subject = :param_1 OR print_job.subject = "
    ":subject) AND print_job.id > :after ORDER BY print_job.id LIMIT :most OFFSET "
    ":param_2",
    {"state_1": "queued", "state_2": "blocked", "param_1": "", "param_2": 0},
)
SENDING_JOBS: Final = StatementText(
    "SELECT print_job.id, print_job.job, print_job.kind, print_job.subject, "
    "print_job.copy, print_job.printer, print_job.state, print_job.queued_at, "
    "print_job.queued_by, print_job.attempts, print_job.content FROM print_job WHERE "
    "(state IN ('queued', 'sending') OR (state IN ('blocked', 'unknown') AND kind <> "
    "'drawer')) AND print_job.state = :state_1 AND print_job.printer = :printer ORDER BY "
    "print_job.id",
    {"state_1": "sending"},
)
PAPERS_OF: Final = StatementText(
    "SELECT print_job.id, print_job.job, print_job.kind, print_job.subject, "
    "print_job.copy, print_job.printer, print_job.state, print_job.queued_at, "
    "print_job.queued_by, print_job.attempts, print_job.content FROM print_job WHERE "
    "print_job.subject = :subject AND print_job.kind != :kind_1 ORDER BY print_job.id",
    {"kind_1": "drawer"},
)
ADD_JOB: Final = StatementText(
    "INSERT INTO print_job (id, job, kind, subject, copy, printer, state, queued_at, "
    "queued_by, attempts, content) VALUES (:id, :job, :kind, :subject, :copy, :printer, "
    ":state, :queued_at, :queued_by, :attempts, :content)"
)
MOVE_JOB: Final = StatementText(
    "UPDATE print_job SET state=:new_state, attempts=(print_job.attempts + :tries) WHERE "
    "print_job.job = :wanted"
)
READDRESS: Final = StatementText(
    "UPDATE print_job SET printer=:new_printer WHERE (state IN ('queued', 'sending') OR "
    "(state IN ('blocked', 'unknown') AND kind <> 'drawer')) AND (print_job.state = "
    ":state_1 OR print_job.state = :state_2) AND print_job.printer = :printer",
    {"state_1": "queued", "state_2": "blocked"},
)
PRINTER_MEMORY: Final = StatementText(
    "SELECT printer.answers_status, printer.confirms, printer.fences FROM printer WHERE "
    "printer.address = :address"
)
REMEMBER_PRINTER: Final = StatementText(
    "INSERT INTO printer (address, answers_status, confirms, fences) VALUES (:address, "
    ":answers_status, :confirms, :fences) ON CONFLICT (address) DO UPDATE SET "
    "answers_status = excluded.answers_status, confirms = excluded.confirms, fences = "
    "excluded.fences"
)
FIRST_METERS: Final = StatementText(
    "SELECT meter.pan, meter.sgc, meter.krn, meter.tariff_index, meter.key_type, "
    "meter.ea, meter.tct, meter.tariff, meter.arrears, meter.status, meter.person_ref "
    "FROM meter ORDER BY meter.pan LIMIT :limit OFFSET :param_1",
    {"param_1": 0},
)
PERSON_BY_REF: Final = StatementText(
    "SELECT person.ref, person.account, person.name, person.address, person.phone, "
    "person.id_number FROM person WHERE person.ref = :ref"
)
BY_ACCOUNT: Final = StatementText(
    "SELECT meter.pan, meter.sgc, meter.krn, meter.tariff_index, meter.key_type, "
    "meter.ea, meter.tct, meter.tariff, meter.arrears, meter.status, meter.person_ref "
    "FROM meter JOIN person ON meter.person_ref = person.ref WHERE person.account = "
    ":account AND account <> '' AND person_ref <> '' ORDER BY meter.pan LIMIT :limit "
    "OFFSET :param_1",
    {"param_1": 0},
)
BY_WORDS: Final = StatementText(
    "SELECT meter.pan, meter.sgc, meter.krn, meter.tariff_index, meter.key_type, "
    "meter.ea, meter.tct, meter.tariff, meter.arrears, meter.status, meter.person_ref "
    "FROM person_words JOIN person ON person.id = person_words.rowid JOIN meter ON "
    "meter.person_ref = person.ref WHERE person_words MATCH :match AND person_ref <> '' "
    "LIMIT :limit OFFSET :param_1",
    {"param_1": 0},
)
PUT_PERSON: Final = StatementText(
    "INSERT INTO person (id, ref, account, name, address, phone, id_number) VALUES (:id, "
    ":ref, :account, :name, :address, :phone, :id_number) ON CONFLICT (ref) DO UPDATE SET"
    " account = excluded.account, name = excluded.name, address = excluded.address, phone"
    " = excluded.phone, id_number = excluded.id_number"
)
DROP_PERSON: Final = StatementText(
    "DELETE FROM person WHERE id = :id"
)
DROP_WORDS: Final = StatementText(
    "DELETE FROM person_words WHERE rowid = :id"
)
PUT_WORDS: Final = StatementText(
    "INSERT INTO person_words (rowid, account, name, address, phone) VALUES (:id, "
    ":account, :name_words, :address_words, :phone_words)"
)
NEWEST_PERSON_ID: Final = StatementText(
    "SELECT coalesce(max(person.id), :coalesce_2) AS coalesce_1 FROM person",
    {"coalesce_2": 0},
)
PERSON_IDS: Final = StatementText(
    "SELECT person.ref, person.id FROM json_each(:asked) AS asked JOIN person ON "
    "person.ref = asked.value"
)
KNOWN_METERS: Final = StatementText(
    "SELECT asked.value, meter_debt.paid, meter.pan, meter.sgc, meter.krn, "
    "meter.tariff_index, meter.key_type, meter.ea, meter.tct, meter.tariff, "
    "meter.arrears, meter.status, meter.person_ref, person.ref, person.account, "
    "person.name, person.address, person.phone, person.id_number FROM json_each(:asked) "
    "AS asked LEFT OUTER JOIN meter ON meter.pan = asked.value LEFT OUTER JOIN meter_debt"
    " ON meter_debt.pan = asked.value LEFT OUTER JOIN person ON person.ref = "
    "meter.person_ref WHERE meter.pan IS NOT NULL OR meter_debt.pan IS NOT NULL"
)
PUT_TEXT_WISH: Final = StatementText(
    "INSERT INTO text_wish (sale_id, number) VALUES (:sale_id, :number) ON CONFLICT "
    "(sale_id) DO UPDATE SET number = excluded.number"
)
DROP_TEXT_WISH: Final = StatementText(
    "DELETE FROM text_wish WHERE text_wish.sale_id = :of_sale AND text_wish.number = "
    ":to_number"
)
READ_UPLINK: Final = StatementText(
    "SELECT uplink.id, uplink.url, uplink.root_key, uplink.answer_key, uplink.epoch, "
    "uplink.seq, uplink.hash, uplink.stopped, uplink.lease_serial, uplink.heard_at, "
    "uplink.office_time, uplink.bundle_epoch, uplink.bundle_n, uplink.standings_at, "
    "uplink.answer_keys FROM uplink"
)
WRITE_UPLINK: Final = StatementText(
    "INSERT INTO uplink (id, url, root_key, answer_key, epoch, seq, hash, stopped, "
    "lease_serial, heard_at, office_time, bundle_epoch, bundle_n, standings_at, "
    "answer_keys) VALUES (:id, :url, :root_key, :answer_key, :epoch, :seq, :hash, "
    ":stopped, :lease_serial, :heard_at, :office_time, :bundle_epoch, :bundle_n, "
    ":standings_at, :answer_keys) ON CONFLICT (id) DO UPDATE SET url = excluded.url, "
    "root_key = excluded.root_key, answer_key = excluded.answer_key, epoch = "
    "excluded.epoch, seq = excluded.seq, hash = excluded.hash, stopped = "
    "excluded.stopped, lease_serial = excluded.lease_serial, heard_at = "
    "excluded.heard_at, office_time = excluded.office_time, bundle_epoch = "
    "excluded.bundle_epoch, bundle_n = excluded.bundle_n, standings_at = "
    "excluded.standings_at, answer_keys = excluded.answer_keys"
)
WISHES: Final = StatementText(
    "SELECT agent_wish.wish, agent_wish.what, agent_wish.subject, agent_wish.state, "
    "agent_wish.refused, agent_wish.wished_at, agent_wish.ended_at FROM agent_wish ORDER "
    "BY agent_wish.wished_at, agent_wish.wish"
)
TEXT_WISHES: Final = StatementText(
    "SELECT text_wish.sale_id, text_wish.number FROM text_wish ORDER BY text_wish.sale_id"
)
ROWS: Final = {
    "terminal": RowTexts(
        ("key", "terminal", "currency", "training", "time_zone", "device_key", "printer", "receipts", "known_time",),
        ("key",),
        StatementText(
            "SELECT terminal.\"key\", terminal.terminal, terminal.currency, terminal.training, "
            "terminal.time_zone, terminal.device_key, terminal.printer, terminal.receipts, "
            "terminal.known_time FROM terminal WHERE terminal.\"key\" = :key"
        ),
        StatementText(
            "SELECT terminal.\"key\", terminal.terminal, terminal.currency, terminal.training, "
            "terminal.time_zone, terminal.device_key, terminal.printer, terminal.receipts, "
            "terminal.known_time FROM terminal ORDER BY terminal.\"key\""
        ),
        StatementText(
            "INSERT INTO terminal (\"key\", terminal, currency, training, time_zone, device_key, "
            "printer, receipts, known_time) VALUES (:key, :terminal, :currency, :training, "
            ":time_zone, :device_key, :printer, :receipts, :known_time) ON CONFLICT (\"key\") DO "
            "UPDATE SET terminal = excluded.terminal, currency = excluded.currency, training = "
            "excluded.training, time_zone = excluded.time_zone, device_key = excluded.device_key,"
            " printer = excluded.printer, receipts = excluded.receipts, known_time = "
            "excluded.known_time"
        ),
        StatementText(
            "DELETE FROM terminal"
        ),
    ),
    "operator": RowTexts(
        ("name", "role", "sale_limit", "cash_limit", "removed",),
        ("name",),
        StatementText(
            "SELECT operator.name, operator.role, operator.sale_limit, operator.cash_limit, "
            "operator.removed FROM operator WHERE operator.name = :name"
        ),
        StatementText(
            "SELECT operator.name, operator.role, operator.sale_limit, operator.cash_limit, "
            "operator.removed FROM operator ORDER BY operator.name"
        ),
        StatementText(
            "INSERT INTO operator (name, role, sale_limit, cash_limit, removed) VALUES (:name, "
            ":role, :sale_limit, :cash_limit, :removed) ON CONFLICT (name) DO UPDATE SET role = "
            "excluded.role, sale_limit = excluded.sale_limit, cash_limit = excluded.cash_limit, "
            "removed = excluded.removed"
        ),
        StatementText(
            "DELETE FROM operator"
        ),
    ),
    "tariff": RowTexts(
        ("tariff", "digest",),
        ("tariff",),
        StatementText(
            "SELECT tariff.tariff, tariff.digest FROM tariff WHERE tariff.tariff = :tariff"
        ),
        StatementText(
            "SELECT tariff.tariff, tariff.digest FROM tariff ORDER BY tariff.tariff"
        ),
        StatementText(
            "INSERT INTO tariff (tariff, digest) VALUES (:tariff, :digest) ON CONFLICT (tariff) "
            "DO UPDATE SET digest = excluded.digest"
        ),
        StatementText(
            "DELETE FROM tariff"
        ),
    ),
    "shift": RowTexts(
        ("shift_no", "state", "opener", "keeper", "opened_at", "opening_float", "cash_tendered", "change", "refunds", "paid_in", "paid_out", "drops", "sales", "sales_total", "rounding", "drawer_openings", "expected_shown", "cash_seq", "count_seq", "counted", "closed_seq", "z_no", "closed_at", "closed_by", "approver", "over_short", "reason_code", "reason",),
        ("shift_no",),
        StatementText(
            "SELECT shift.shift_no, shift.state, shift.opener, shift.keeper, shift.opened_at, "
            "shift.opening_float, shift.cash_tendered, shift.change, shift.refunds, "
            "shift.paid_in, shift.paid_out, shift.drops, shift.sales, shift.sales_total, "
            "shift.rounding, shift.drawer_openings, shift.expected_shown, shift.cash_seq, "
            "shift.count_seq, shift.counted, shift.closed_seq, shift.z_no, shift.closed_at, "
            "shift.closed_by, shift.approver, shift.over_short, shift.reason_code, shift.reason "
            "FROM shift WHERE shift.shift_no = :shift_no"
        ),
        StatementText(
            "SELECT shift.shift_no, shift.state, shift.opener, shift.keeper, shift.opened_at, "
            "shift.opening_float, shift.cash_tendered, shift.change, shift.refunds, "
            "shift.paid_in, shift.paid_out, shift.drops, shift.sales, shift.sales_total, "
            "shift.rounding, shift.drawer_openings, shift.expected_shown, shift.cash_seq, "
            "shift.count_seq, shift.counted, shift.closed_seq, shift.z_no, shift.closed_at, "
            "shift.closed_by, shift.approver, shift.over_short, shift.reason_code, shift.reason "
            "FROM shift ORDER BY shift.shift_no"
        ),
        StatementText(
            "INSERT INTO shift (shift_no, state, opener, keeper, opened_at, opening_float, "
            "cash_tendered, change, refunds, paid_in, paid_out, drops, sales, sales_total, "
            "rounding, drawer_openings, expected_shown, cash_seq, count_seq, counted, closed_seq,"
            " z_no, closed_at, closed_by, approver, over_short, reason_code, reason) VALUES "
            "(:shift_no, :state, :opener, :keeper, :opened_at, :opening_float, :cash_tendered, "
            ":change, :refunds, :paid_in, :paid_out, :drops, :sales, :sales_total, :rounding, "
            ":drawer_openings, :expected_shown, :cash_seq, :count_seq, :counted, :closed_seq, "
            ":z_no, :closed_at, :closed_by, :approver, :over_short, :reason_code, :reason) ON "
            "CONFLICT (shift_no) DO UPDATE SET state = excluded.state, opener = excluded.opener, "
            "keeper = excluded.keeper, opened_at = excluded.opened_at, opening_float = "
            "excluded.opening_float, cash_tendered = excluded.cash_tendered, change = "
            "excluded.change, refunds = excluded.refunds, paid_in = excluded.paid_in, paid_out = "
            "excluded.paid_out, drops = excluded.drops, sales = excluded.sales, sales_total = "
            "excluded.sales_total, rounding = excluded.rounding, drawer_openings = "
            "excluded.drawer_openings, expected_shown = excluded.expected_shown, cash_seq = "
            "excluded.cash_seq, count_seq = excluded.count_seq, counted = excluded.counted, "
            "closed_seq = excluded.closed_seq, z_no = excluded.z_no, closed_at = "
            "excluded.closed_at, closed_by = excluded.closed_by, approver = excluded.approver, "
            "over_short = excluded.over_short, reason_code = excluded.reason_code, reason = "
            "excluded.reason"
        ),
        StatementText(
            "DELETE FROM shift"
        ),
    ),
    "sale": RowTexts(
        ("sale_id", "pan", "state", "operator", "shift_no", "month", "begun_seq", "begun_at", "ended_seq", "ended_at", "total", "tendered", "change", "credited_milli", "receipt_no", "issue_no", "digits", "reason", "copies", "tariff", "tenders", "rounding",),
        ("sale_id",),
        StatementText(
            "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
            " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
            "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
            "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
            " sale WHERE sale.sale_id = :sale_id"
        ),
        StatementText(
            "SELECT sale.sale_id, sale.pan, sale.state, sale.operator, sale.shift_no, sale.month,"
            " sale.begun_seq, sale.begun_at, sale.ended_seq, sale.ended_at, sale.total, "
            "sale.tendered, sale.change, sale.credited_milli, sale.receipt_no, sale.issue_no, "
            "sale.digits, sale.reason, sale.copies, sale.tariff, sale.tenders, sale.rounding FROM"
            " sale ORDER BY sale.sale_id"
        ),
        StatementText(
            "INSERT INTO sale (sale_id, pan, state, operator, shift_no, month, begun_seq, "
            "begun_at, ended_seq, ended_at, total, tendered, change, credited_milli, receipt_no, "
            "issue_no, digits, reason, copies, tariff, tenders, rounding) VALUES (:sale_id, :pan,"
            " :state, :operator, :shift_no, :month, :begun_seq, :begun_at, :ended_seq, :ended_at,"
            " :total, :tendered, :change, :credited_milli, :receipt_no, :issue_no, :digits, "
            ":reason, :copies, :tariff, :tenders, :rounding) ON CONFLICT (sale_id) DO UPDATE SET "
            "pan = excluded.pan, state = excluded.state, operator = excluded.operator, shift_no ="
            " excluded.shift_no, month = excluded.month, begun_seq = excluded.begun_seq, begun_at"
            " = excluded.begun_at, ended_seq = excluded.ended_seq, ended_at = excluded.ended_at, "
            "total = excluded.total, tendered = excluded.tendered, change = excluded.change, "
            "credited_milli = excluded.credited_milli, receipt_no = excluded.receipt_no, issue_no"
            " = excluded.issue_no, digits = excluded.digits, reason = excluded.reason, copies = "
            "excluded.copies, tariff = excluded.tariff, tenders = excluded.tenders, rounding = "
            "excluded.rounding"
        ),
        StatementText(
            "DELETE FROM sale"
        ),
    ),
    "meter_month": RowTexts(
        ("pan", "month", "units_milli", "purchases", "last_at",),
        ("pan", "month",),
        StatementText(
            "SELECT meter_month.pan, meter_month.month, meter_month.units_milli, "
            "meter_month.purchases, meter_month.last_at FROM meter_month WHERE meter_month.pan = "
            ":pan AND meter_month.month = :month"
        ),
        StatementText(
            "SELECT meter_month.pan, meter_month.month, meter_month.units_milli, "
            "meter_month.purchases, meter_month.last_at FROM meter_month ORDER BY "
            "meter_month.pan, meter_month.month"
        ),
        StatementText(
            "INSERT INTO meter_month (pan, month, units_milli, purchases, last_at) VALUES (:pan, "
            ":month, :units_milli, :purchases, :last_at) ON CONFLICT (pan, month) DO UPDATE SET "
            "units_milli = excluded.units_milli, purchases = excluded.purchases, last_at = "
            "excluded.last_at"
        ),
        StatementText(
            "DELETE FROM meter_month"
        ),
    ),
    "shift_operator": RowTexts(
        ("shift_no", "operator", "sales", "total", "cash_tendered", "change", "refunds", "paid_in", "paid_out", "drops",),
        ("shift_no", "operator",),
        StatementText(
            "SELECT shift_operator.shift_no, shift_operator.operator, shift_operator.sales, "
            "shift_operator.total, shift_operator.cash_tendered, shift_operator.change, "
            "shift_operator.refunds, shift_operator.paid_in, shift_operator.paid_out, "
            "shift_operator.drops FROM shift_operator WHERE shift_operator.shift_no = :shift_no "
            "AND shift_operator.operator = :operator"
        ),
        StatementText(
            "SELECT shift_operator.shift_no, shift_operator.operator, shift_operator.sales, "
            "shift_operator.total, shift_operator.cash_tendered, shift_operator.change, "
            "shift_operator.refunds, shift_operator.paid_in, shift_operator.paid_out, "
            "shift_operator.drops FROM shift_operator ORDER BY shift_operator.shift_no, "
            "shift_operator.operator"
        ),
        StatementText(
            "INSERT INTO shift_operator (shift_no, operator, sales, total, cash_tendered, change,"
            " refunds, paid_in, paid_out, drops) VALUES (:shift_no, :operator, :sales, :total, "
            ":cash_tendered, :change, :refunds, :paid_in, :paid_out, :drops) ON CONFLICT "
            "(shift_no, operator) DO UPDATE SET sales = excluded.sales, total = excluded.total, "
            "cash_tendered = excluded.cash_tendered, change = excluded.change, refunds = "
            "excluded.refunds, paid_in = excluded.paid_in, paid_out = excluded.paid_out, drops = "
            "excluded.drops"
        ),
        StatementText(
            "DELETE FROM shift_operator"
        ),
    ),
    "hand_over": RowTexts(
        ("shift_no", "seq", "at", "keeper", "taker", "counted", "over_short",),
        ("shift_no", "seq",),
        StatementText(
            "SELECT hand_over.shift_no, hand_over.seq, hand_over.at, hand_over.keeper, "
            "hand_over.taker, hand_over.counted, hand_over.over_short FROM hand_over WHERE "
            "hand_over.shift_no = :shift_no AND hand_over.seq = :seq"
        ),
        StatementText(
            "SELECT hand_over.shift_no, hand_over.seq, hand_over.at, hand_over.keeper, "
            "hand_over.taker, hand_over.counted, hand_over.over_short FROM hand_over ORDER BY "
            "hand_over.shift_no, hand_over.seq"
        ),
        StatementText(
            "INSERT INTO hand_over (shift_no, seq, at, keeper, taker, counted, over_short) VALUES"
            " (:shift_no, :seq, :at, :keeper, :taker, :counted, :over_short) ON CONFLICT "
            "(shift_no, seq) DO UPDATE SET at = excluded.at, keeper = excluded.keeper, taker = "
            "excluded.taker, counted = excluded.counted, over_short = excluded.over_short"
        ),
        StatementText(
            "DELETE FROM hand_over"
        ),
    ),
    "shift_tender": RowTexts(
        ("shift_no", "tender", "sales", "amount",),
        ("shift_no", "tender",),
        StatementText(
            "SELECT shift_tender.shift_no, shift_tender.tender, shift_tender.sales, "
            "shift_tender.amount FROM shift_tender WHERE shift_tender.shift_no = :shift_no AND "
            "shift_tender.tender = :tender"
        ),
        StatementText(
            "SELECT shift_tender.shift_no, shift_tender.tender, shift_tender.sales, "
            "shift_tender.amount FROM shift_tender ORDER BY shift_tender.shift_no, "
            "shift_tender.tender"
        ),
        StatementText(
            "INSERT INTO shift_tender (shift_no, tender, sales, amount) VALUES (:shift_no, "
            ":tender, :sales, :amount) ON CONFLICT (shift_no, tender) DO UPDATE SET sales = "
            "excluded.sales, amount = excluded.amount"
        ),
        StatementText(
            "DELETE FROM shift_tender"
        ),
    ),
    "sales_quarter": RowTexts(
        ("quarter", "sales", "total", "units_milli",),
        ("quarter",),
        StatementText(
            "SELECT sales_quarter.quarter, sales_quarter.sales, sales_quarter.total, "
            "sales_quarter.units_milli FROM sales_quarter WHERE sales_quarter.quarter = :quarter"
        ),
        StatementText(
            "SELECT sales_quarter.quarter, sales_quarter.sales, sales_quarter.total, "
            "sales_quarter.units_milli FROM sales_quarter ORDER BY sales_quarter.quarter"
        ),
        StatementText(
            "INSERT INTO sales_quarter (quarter, sales, total, units_milli) VALUES (:quarter, "
            ":sales, :total, :units_milli) ON CONFLICT (quarter) DO UPDATE SET sales = "
            "excluded.sales, total = excluded.total, units_milli = excluded.units_milli"
        ),
        StatementText(
            "DELETE FROM sales_quarter"
        ),
    ),
    "sales_hour": RowTexts(
        ("hour", "sales", "total", "units_milli",),
        ("hour",),
        StatementText(
            "SELECT sales_hour.hour, sales_hour.sales, sales_hour.total, sales_hour.units_milli "
            "FROM sales_hour WHERE sales_hour.hour = :hour"
        ),
        StatementText(
            "SELECT sales_hour.hour, sales_hour.sales, sales_hour.total, sales_hour.units_milli "
            "FROM sales_hour ORDER BY sales_hour.hour"
        ),
        StatementText(
            "INSERT INTO sales_hour (hour, sales, total, units_milli) VALUES (:hour, :sales, "
            ":total, :units_milli) ON CONFLICT (hour) DO UPDATE SET sales = excluded.sales, total"
            " = excluded.total, units_milli = excluded.units_milli"
        ),
        StatementText(
            "DELETE FROM sales_hour"
        ),
    ),
    "sales_day": RowTexts(
        ("day", "operator", "tariff", "sales", "total", "units_milli",),
        ("day", "operator", "tariff",),
        StatementText(
            "SELECT sales_day.day, sales_day.operator, sales_day.tariff, sales_day.sales, "
            "sales_day.total, sales_day.units_milli FROM sales_day WHERE sales_day.day = :day AND"
            " sales_day.operator = :operator AND sales_day.tariff = :tariff"
        ),
        StatementText(
            "SELECT sales_day.day, sales_day.operator, sales_day.tariff, sales_day.sales, "
            "sales_day.total, sales_day.units_milli FROM sales_day ORDER BY sales_day.day, "
            "sales_day.operator, sales_day.tariff"
        ),
        StatementText(
            "INSERT INTO sales_day (day, operator, tariff, sales, total, units_milli) VALUES "
            "(:day, :operator, :tariff, :sales, :total, :units_milli) ON CONFLICT (day, operator,"
            " tariff) DO UPDATE SET sales = excluded.sales, total = excluded.total, units_milli ="
            " excluded.units_milli"
        ),
        StatementText(
            "DELETE FROM sales_day"
        ),
    ),
    "tender_day": RowTexts(
        ("day", "tender", "sales", "amount",),
        ("day", "tender",),
        StatementText(
            "SELECT tender_day.day, tender_day.tender, tender_day.sales, tender_day.amount FROM "
            "tender_day WHERE tender_day.day = :day AND tender_day.tender = :tender"
        ),
        StatementText(
            "SELECT tender_day.day, tender_day.tender, tender_day.sales, tender_day.amount FROM "
            "tender_day ORDER BY tender_day.day, tender_day.tender"
        ),
        StatementText(
            "INSERT INTO tender_day (day, tender, sales, amount) VALUES (:day, :tender, :sales, "
            ":amount) ON CONFLICT (day, tender) DO UPDATE SET sales = excluded.sales, amount = "
            "excluded.amount"
        ),
        StatementText(
            "DELETE FROM tender_day"
        ),
    ),
    "arrears": RowTexts(
        ("sale_id", "pan", "paid", "carried",),
        ("sale_id",),
        StatementText(
            "SELECT arrears.sale_id, arrears.pan, arrears.paid, arrears.carried FROM arrears "
            "WHERE arrears.sale_id = :sale_id"
        ),
        StatementText(
            "SELECT arrears.sale_id, arrears.pan, arrears.paid, arrears.carried FROM arrears "
            "ORDER BY arrears.sale_id"
        ),
        StatementText(
            "INSERT INTO arrears (sale_id, pan, paid, carried) VALUES (:sale_id, :pan, :paid, "
            ":carried) ON CONFLICT (sale_id) DO UPDATE SET pan = excluded.pan, paid = "
            "excluded.paid, carried = excluded.carried"
        ),
        StatementText(
            "DELETE FROM arrears"
        ),
    ),
    "meter_debt": RowTexts(
        ("pan", "paid", "carried",),
        ("pan",),
        StatementText(
            "SELECT meter_debt.pan, meter_debt.paid, meter_debt.carried FROM meter_debt WHERE "
            "meter_debt.pan = :pan"
        ),
        StatementText(
            "SELECT meter_debt.pan, meter_debt.paid, meter_debt.carried FROM meter_debt ORDER BY "
            "meter_debt.pan"
        ),
        StatementText(
            "INSERT INTO meter_debt (pan, paid, carried) VALUES (:pan, :paid, :carried) ON "
            "CONFLICT (pan) DO UPDATE SET paid = excluded.paid, carried = excluded.carried"
        ),
        StatementText(
            "DELETE FROM meter_debt"
        ),
    ),
    "agent_float": RowTexts(
        ("key", "limits_sales", "warn_below", "commission_per_myriad", "commission_credited", "topped_up", "sold", "commission", "credited",),
        ("key",),
        StatementText(
            "SELECT agent_float.\"key\", agent_float.limits_sales, agent_float.warn_below, "
            "agent_float.commission_per_myriad, agent_float.commission_credited, "
            "agent_float.topped_up, agent_float.sold, agent_float.commission, "
            "agent_float.credited FROM agent_float WHERE agent_float.\"key\" = :key"
        ),
        StatementText(
            "SELECT agent_float.\"key\", agent_float.limits_sales, agent_float.warn_below, "
            "agent_float.commission_per_myriad, agent_float.commission_credited, "
            "agent_float.topped_up, agent_float.sold, agent_float.commission, "
            "agent_float.credited FROM agent_float ORDER BY agent_float.\"key\""
        ),
        StatementText(
            "INSERT INTO agent_float (\"key\", limits_sales, warn_below, commission_per_myriad, "
            "commission_credited, topped_up, sold, commission, credited) VALUES (:key, "
            ":limits_sales, :warn_below, :commission_per_myriad, :commission_credited, "
            ":topped_up, :sold, :commission, :credited) ON CONFLICT (\"key\") DO UPDATE SET "
            "limits_sales = excluded.limits_sales, warn_below = excluded.warn_below, "
            "commission_per_myriad = excluded.commission_per_myriad, commission_credited = "
            "excluded.commission_credited, topped_up = excluded.topped_up, sold = excluded.sold, "
            "commission = excluded.commission, credited = excluded.credited"
        ),
        StatementText(
            "DELETE FROM agent_float"
        ),
    ),
    "float_day": RowTexts(
        ("day", "topped_up", "sales", "sold", "commission", "credited",),
        ("day",),
        StatementText(
            "SELECT float_day.day, float_day.topped_up, float_day.sales, float_day.sold, "
            "float_day.commission, float_day.credited FROM float_day WHERE float_day.day = :day"
        ),
        StatementText(
            "SELECT float_day.day, float_day.topped_up, float_day.sales, float_day.sold, "
            "float_day.commission, float_day.credited FROM float_day ORDER BY float_day.day"
        ),
        StatementText(
            "INSERT INTO float_day (day, topped_up, sales, sold, commission, credited) VALUES "
            "(:day, :topped_up, :sales, :sold, :commission, :credited) ON CONFLICT (day) DO "
            "UPDATE SET topped_up = excluded.topped_up, sales = excluded.sales, sold = "
            "excluded.sold, commission = excluded.commission, credited = excluded.credited"
        ),
        StatementText(
            "DELETE FROM float_day"
        ),
    ),
    "sale_case": RowTexts(
        ("case", "sale_id", "pan", "meant_pan", "state", "reason", "amount", "opened_seq", "opened_at", "opened_by", "ended_seq", "ended_at", "ended_by", "outcome", "approver",),
        ("case",),
        StatementText(
            "SELECT sale_case.\"case\", sale_case.sale_id, sale_case.pan, sale_case.meant_pan, "
            "sale_case.state, sale_case.reason, sale_case.amount, sale_case.opened_seq, "
            "sale_case.opened_at, sale_case.opened_by, sale_case.ended_seq, sale_case.ended_at, "
            "sale_case.ended_by, sale_case.outcome, sale_case.approver FROM sale_case WHERE "
            "sale_case.\"case\" = :case"
        ),
        StatementText(
            "SELECT sale_case.\"case\", sale_case.sale_id, sale_case.pan, sale_case.meant_pan, "
            "sale_case.state, sale_case.reason, sale_case.amount, sale_case.opened_seq, "
            "sale_case.opened_at, sale_case.opened_by, sale_case.ended_seq, sale_case.ended_at, "
            "sale_case.ended_by, sale_case.outcome, sale_case.approver FROM sale_case ORDER BY "
            "sale_case.\"case\""
        ),
        StatementText(
            "INSERT INTO sale_case (\"case\", sale_id, pan, meant_pan, state, reason, amount, "
            "opened_seq, opened_at, opened_by, ended_seq, ended_at, ended_by, outcome, approver) "
            "VALUES (:case, :sale_id, :pan, :meant_pan, :state, :reason, :amount, :opened_seq, "
            ":opened_at, :opened_by, :ended_seq, :ended_at, :ended_by, :outcome, :approver) ON "
            "CONFLICT (\"case\") DO UPDATE SET sale_id = excluded.sale_id, pan = excluded.pan, "
            "meant_pan = excluded.meant_pan, state = excluded.state, reason = excluded.reason, "
            "amount = excluded.amount, opened_seq = excluded.opened_seq, opened_at = "
            "excluded.opened_at, opened_by = excluded.opened_by, ended_seq = excluded.ended_seq, "
            "ended_at = excluded.ended_at, ended_by = excluded.ended_by, outcome = "
            "excluded.outcome, approver = excluded.approver"
        ),
        StatementText(
            "DELETE FROM sale_case"
        ),
    ),
    "act": RowTexts(
        ("seq", "at", "shift_no", "operator", "kind", "amount", "subject", "reason",),
        ("seq",),
        StatementText(
            "SELECT act.seq, act.at, act.shift_no, act.operator, act.kind, act.amount, "
            "act.subject, act.reason FROM act WHERE act.seq = :seq"
        ),
        StatementText(
            "SELECT act.seq, act.at, act.shift_no, act.operator, act.kind, act.amount, "
            "act.subject, act.reason FROM act ORDER BY act.seq"
        ),
        StatementText(
            "INSERT INTO act (seq, at, shift_no, operator, kind, amount, subject, reason) VALUES "
            "(:seq, :at, :shift_no, :operator, :kind, :amount, :subject, :reason) ON CONFLICT "
            "(seq) DO UPDATE SET at = excluded.at, shift_no = excluded.shift_no, operator = "
            "excluded.operator, kind = excluded.kind, amount = excluded.amount, subject = "
            "excluded.subject, reason = excluded.reason"
        ),
        StatementText(
            "DELETE FROM act"
        ),
    ),
    "paper_policy": RowTexts(
        ("key", "copies_alone", "opens_drawer",),
        ("key",),
        StatementText(
            "SELECT paper_policy.\"key\", paper_policy.copies_alone, paper_policy.opens_drawer FROM"
            " paper_policy WHERE paper_policy.\"key\" = :key"
        ),
        StatementText(
            "SELECT paper_policy.\"key\", paper_policy.copies_alone, paper_policy.opens_drawer FROM"
            " paper_policy ORDER BY paper_policy.\"key\""
        ),
        StatementText(
            "INSERT INTO paper_policy (\"key\", copies_alone, opens_drawer) VALUES (:key, "
            ":copies_alone, :opens_drawer) ON CONFLICT (\"key\") DO UPDATE SET copies_alone = "
            "excluded.copies_alone, opens_drawer = excluded.opens_drawer"
        ),
        StatementText(
            "DELETE FROM paper_policy"
        ),
    ),
    "paper_language": RowTexts(
        ("operator", "language",),
        ("operator",),
        StatementText(
            "SELECT paper_language.operator, paper_language.language FROM paper_language WHERE "
            "paper_language.operator = :operator"
        ),
        StatementText(
            "SELECT paper_language.operator, paper_language.language FROM paper_language ORDER BY"
            " paper_language.operator"
        ),
        StatementText(
            "INSERT INTO paper_language (operator, language) VALUES (:operator, :language) ON "
            "CONFLICT (operator) DO UPDATE SET language = excluded.language"
        ),
        StatementText(
            "DELETE FROM paper_language"
        ),
    ),
    "cash_policy": RowTexts(
        ("key", "drawer_limit", "over_short_limit", "cash_step", "rounding_mode",),
        ("key",),
        StatementText(
            "SELECT cash_policy.\"key\", cash_policy.drawer_limit, cash_policy.over_short_limit, "
            "cash_policy.cash_step, cash_policy.rounding_mode FROM cash_policy WHERE "
            "cash_policy.\"key\" = :key"
        ),
        StatementText(
            "SELECT cash_policy.\"key\", cash_policy.drawer_limit, cash_policy.over_short_limit, "
            "cash_policy.cash_step, cash_policy.rounding_mode FROM cash_policy ORDER BY "
            "cash_policy.\"key\""
        ),
        StatementText(
            "INSERT INTO cash_policy (\"key\", drawer_limit, over_short_limit, cash_step, "
            "rounding_mode) VALUES (:key, :drawer_limit, :over_short_limit, :cash_step, "
            ":rounding_mode) ON CONFLICT (\"key\") DO UPDATE SET drawer_limit = "
            "excluded.drawer_limit, over_short_limit = excluded.over_short_limit, cash_step = "
            "excluded.cash_step, rounding_mode = excluded.rounding_mode"
        ),
        StatementText(
            "DELETE FROM cash_policy"
        ),
    ),
    "vending_key": RowTexts(
        ("sgc", "krn", "key_type", "dkga", "base_date", "ken", "tid_utc_offset_minutes", "check_value",),
        ("sgc", "krn",),
        StatementText(
            "SELECT vending_key.sgc, vending_key.krn, vending_key.key_type, vending_key.dkga, "
            "vending_key.base_date, vending_key.ken, vending_key.tid_utc_offset_minutes, "
            "vending_key.check_value FROM vending_key WHERE vending_key.sgc = :sgc AND "
            "vending_key.krn = :krn"
        ),
        StatementText(
            "SELECT vending_key.sgc, vending_key.krn, vending_key.key_type, vending_key.dkga, "
            "vending_key.base_date, vending_key.ken, vending_key.tid_utc_offset_minutes, "
            "vending_key.check_value FROM vending_key ORDER BY vending_key.sgc, vending_key.krn"
        ),
        StatementText(
            "INSERT INTO vending_key (sgc, krn, key_type, dkga, base_date, ken, "
            "tid_utc_offset_minutes, check_value) VALUES (:sgc, :krn, :key_type, :dkga, "
            ":base_date, :ken, :tid_utc_offset_minutes, :check_value) ON CONFLICT (sgc, krn) DO "
            "UPDATE SET key_type = excluded.key_type, dkga = excluded.dkga, base_date = "
            "excluded.base_date, ken = excluded.ken, tid_utc_offset_minutes = "
            "excluded.tid_utc_offset_minutes, check_value = excluded.check_value"
        ),
        StatementText(
            "DELETE FROM vending_key"
        ),
    ),
    "meter_key": RowTexts(
        ("pan", "sgc", "krn", "tariff_index", "key_type", "earlier", "with_sgc", "seq",),
        ("pan",),
        StatementText(
            "SELECT meter_key.pan, meter_key.sgc, meter_key.krn, meter_key.tariff_index, "
            "meter_key.key_type, meter_key.earlier, meter_key.with_sgc, meter_key.seq FROM "
            "meter_key WHERE meter_key.pan = :pan"
        ),
        StatementText(
            "SELECT meter_key.pan, meter_key.sgc, meter_key.krn, meter_key.tariff_index, "
            "meter_key.key_type, meter_key.earlier, meter_key.with_sgc, meter_key.seq FROM "
            "meter_key ORDER BY meter_key.pan"
        ),
        StatementText(
            "INSERT INTO meter_key (pan, sgc, krn, tariff_index, key_type, earlier, with_sgc, "
            "seq) VALUES (:pan, :sgc, :krn, :tariff_index, :key_type, :earlier, :with_sgc, :seq) "
            "ON CONFLICT (pan) DO UPDATE SET sgc = excluded.sgc, krn = excluded.krn, tariff_index"
            " = excluded.tariff_index, key_type = excluded.key_type, earlier = excluded.earlier, "
            "with_sgc = excluded.with_sgc, seq = excluded.seq"
        ),
        StatementText(
            "DELETE FROM meter_key"
        ),
    ),
    "meter_free": RowTexts(
        ("pan", "month", "free_milli",),
        ("pan", "month",),
        StatementText(
            "SELECT meter_free.pan, meter_free.month, meter_free.free_milli FROM meter_free WHERE"
            " meter_free.pan = :pan AND meter_free.month = :month"
        ),
        StatementText(
            "SELECT meter_free.pan, meter_free.month, meter_free.free_milli FROM meter_free ORDER"
            " BY meter_free.pan, meter_free.month"
        ),
        StatementText(
            "INSERT INTO meter_free (pan, month, free_milli) VALUES (:pan, :month, :free_milli) "
            "ON CONFLICT (pan, month) DO UPDATE SET free_milli = excluded.free_milli"
        ),
        StatementText(
            "DELETE FROM meter_free"
        ),
    ),
    "register": RowTexts(
        ("sale_id", "at", "purpose", "pan", "operator", "approver", "detail", "key_before", "key_after", "with_sgc", "free_milli", "month", "reason", "committed_seq", "receipt_no",),
        ("sale_id",),
        StatementText(
            "SELECT register.sale_id, register.at, register.purpose, register.pan, "
            "register.operator, register.approver, register.detail, register.key_before, "
            "register.key_after, register.with_sgc, register.free_milli, register.month, "
            "register.reason, register.committed_seq, register.receipt_no FROM register WHERE "
            "register.sale_id = :sale_id"
        ),
        StatementText(
            "SELECT register.sale_id, register.at, register.purpose, register.pan, "
            "register.operator, register.approver, register.detail, register.key_before, "
            "register.key_after, register.with_sgc, register.free_milli, register.month, "
            "register.reason, register.committed_seq, register.receipt_no FROM register ORDER BY "
            "register.sale_id"
        ),
        StatementText(
            "INSERT INTO register (sale_id, at, purpose, pan, operator, approver, detail, "
            "key_before, key_after, with_sgc, free_milli, month, reason, committed_seq, "
            "receipt_no) VALUES (:sale_id, :at, :purpose, :pan, :operator, :approver, :detail, "
            ":key_before, :key_after, :with_sgc, :free_milli, :month, :reason, :committed_seq, "
            ":receipt_no) ON CONFLICT (sale_id) DO UPDATE SET at = excluded.at, purpose = "
            "excluded.purpose, pan = excluded.pan, operator = excluded.operator, approver = "
            "excluded.approver, detail = excluded.detail, key_before = excluded.key_before, "
            "key_after = excluded.key_after, with_sgc = excluded.with_sgc, free_milli = "
            "excluded.free_milli, month = excluded.month, reason = excluded.reason, committed_seq"
            " = excluded.committed_seq, receipt_no = excluded.receipt_no"
        ),
        StatementText(
            "DELETE FROM register"
        ),
    ),
    "office_message": RowTexts(
        ("id", "place", "texts", "starts", "ends", "seq", "withdrawn_at",),
        ("id",),
        StatementText(
            "SELECT office_message.id, office_message.place, office_message.texts, "
            "office_message.starts, office_message.ends, office_message.seq, "
            "office_message.withdrawn_at FROM office_message WHERE office_message.id = :id"
        ),
        StatementText(
            "SELECT office_message.id, office_message.place, office_message.texts, "
            "office_message.starts, office_message.ends, office_message.seq, "
            "office_message.withdrawn_at FROM office_message ORDER BY office_message.id"
        ),
        StatementText(
            "INSERT INTO office_message (id, place, texts, starts, ends, seq, withdrawn_at) "
            "VALUES (:id, :place, :texts, :starts, :ends, :seq, :withdrawn_at) ON CONFLICT (id) "
            "DO UPDATE SET place = excluded.place, texts = excluded.texts, starts = "
            "excluded.starts, ends = excluded.ends, seq = excluded.seq, withdrawn_at = "
            "excluded.withdrawn_at"
        ),
        StatementText(
            "DELETE FROM office_message"
        ),
    ),
    "program_rule": RowTexts(
        ("key", "lowest", "stops",),
        ("key",),
        StatementText(
            "SELECT program_rule.\"key\", program_rule.lowest, program_rule.stops FROM program_rule"
            " WHERE program_rule.\"key\" = :key"
        ),
        StatementText(
            "SELECT program_rule.\"key\", program_rule.lowest, program_rule.stops FROM program_rule"
            " ORDER BY program_rule.\"key\""
        ),
        StatementText(
            "INSERT INTO program_rule (\"key\", lowest, stops) VALUES (:key, :lowest, :stops) ON "
            "CONFLICT (\"key\") DO UPDATE SET lowest = excluded.lowest, stops = excluded.stops"
        ),
        StatementText(
            "DELETE FROM program_rule"
        ),
    ),
    "revoked_key": RowTexts(
        ("sgc", "krn", "revoked_at",),
        ("sgc", "krn",),
        StatementText(
            "SELECT revoked_key.sgc, revoked_key.krn, revoked_key.revoked_at FROM revoked_key "
            "WHERE revoked_key.sgc = :sgc AND revoked_key.krn = :krn"
        ),
        StatementText(
            "SELECT revoked_key.sgc, revoked_key.krn, revoked_key.revoked_at FROM revoked_key "
            "ORDER BY revoked_key.sgc, revoked_key.krn"
        ),
        StatementText(
            "INSERT INTO revoked_key (sgc, krn, revoked_at) VALUES (:sgc, :krn, :revoked_at) ON "
            "CONFLICT (sgc, krn) DO UPDATE SET revoked_at = excluded.revoked_at"
        ),
        StatementText(
            "DELETE FROM revoked_key"
        ),
    ),
    "agent_wish": RowTexts(
        ("wish", "what", "subject", "state", "refused", "wished_at", "ended_at",),
        ("wish",),
        StatementText(
            "SELECT agent_wish.wish, agent_wish.what, agent_wish.subject, agent_wish.state, "
            "agent_wish.refused, agent_wish.wished_at, agent_wish.ended_at FROM agent_wish WHERE "
            "agent_wish.wish = :wish"
        ),
        StatementText(
            "SELECT agent_wish.wish, agent_wish.what, agent_wish.subject, agent_wish.state, "
            "agent_wish.refused, agent_wish.wished_at, agent_wish.ended_at FROM agent_wish ORDER "
            "BY agent_wish.wish"
        ),
        StatementText(
            "INSERT INTO agent_wish (wish, what, subject, state, refused, wished_at, ended_at) "
            "VALUES (:wish, :what, :subject, :state, :refused, :wished_at, :ended_at) ON CONFLICT"
            " (wish) DO UPDATE SET what = excluded.what, subject = excluded.subject, state = "
            "excluded.state, refused = excluded.refused, wished_at = excluded.wished_at, ended_at"
            " = excluded.ended_at"
        ),
        StatementText(
            "DELETE FROM agent_wish"
        ),
    ),
    "meter": RowTexts(
        ("pan", "sgc", "krn", "tariff_index", "key_type", "ea", "tct", "tariff", "arrears", "status", "person_ref",),
        ("pan",),
        StatementText(
            "SELECT meter.pan, meter.sgc, meter.krn, meter.tariff_index, meter.key_type, "
            "meter.ea, meter.tct, meter.tariff, meter.arrears, meter.status, meter.person_ref "
            "FROM meter WHERE meter.pan = :pan"
        ),
        StatementText(
            "SELECT meter.pan, meter.sgc, meter.krn, meter.tariff_index, meter.key_type, "
            "meter.ea, meter.tct, meter.tariff, meter.arrears, meter.status, meter.person_ref "
            "FROM meter ORDER BY meter.pan"
        ),
        StatementText(
            "INSERT INTO meter (pan, sgc, krn, tariff_index, key_type, ea, tct, tariff, arrears, "
            "status, person_ref) VALUES (:pan, :sgc, :krn, :tariff_index, :key_type, :ea, :tct, "
            ":tariff, :arrears, :status, :person_ref) ON CONFLICT (pan) DO UPDATE SET sgc = "
            "excluded.sgc, krn = excluded.krn, tariff_index = excluded.tariff_index, key_type = "
            "excluded.key_type, ea = excluded.ea, tct = excluded.tct, tariff = excluded.tariff, "
            "arrears = excluded.arrears, status = excluded.status, person_ref = "
            "excluded.person_ref"
        ),
        StatementText(
            "DELETE FROM meter"
        ),
    ),
    "meter_standing": RowTexts(
        ("pan", "month", "units_milli", "free_milli", "last_at", "owed", "carried", "included", "earlier_month", "earlier_units_milli", "earlier_free_milli",),
        ("pan",),
        StatementText(
            "SELECT meter_standing.pan, meter_standing.month, meter_standing.units_milli, "
            "meter_standing.free_milli, meter_standing.last_at, meter_standing.owed, "
            "meter_standing.carried, meter_standing.included, meter_standing.earlier_month, "
            "meter_standing.earlier_units_milli, meter_standing.earlier_free_milli FROM "
            "meter_standing WHERE meter_standing.pan = :pan"
        ),
        StatementText(
            "SELECT meter_standing.pan, meter_standing.month, meter_standing.units_milli, "
            "meter_standing.free_milli, meter_standing.last_at, meter_standing.owed, "
            "meter_standing.carried, meter_standing.included, meter_standing.earlier_month, "
            "meter_standing.earlier_units_milli, meter_standing.earlier_free_milli FROM "
            "meter_standing ORDER BY meter_standing.pan"
        ),
        StatementText(
            "INSERT INTO meter_standing (pan, month, units_milli, free_milli, last_at, owed, "
            "carried, included, earlier_month, earlier_units_milli, earlier_free_milli) VALUES "
            "(:pan, :month, :units_milli, :free_milli, :last_at, :owed, :carried, :included, "
            ":earlier_month, :earlier_units_milli, :earlier_free_milli) ON CONFLICT (pan) DO "
            "UPDATE SET month = excluded.month, units_milli = excluded.units_milli, free_milli = "
            "excluded.free_milli, last_at = excluded.last_at, owed = excluded.owed, carried = "
            "excluded.carried, included = excluded.included, earlier_month = "
            "excluded.earlier_month, earlier_units_milli = excluded.earlier_units_milli, "
            "earlier_free_milli = excluded.earlier_free_milli"
        ),
        StatementText(
            "DELETE FROM meter_standing"
        ),
    ),
}
