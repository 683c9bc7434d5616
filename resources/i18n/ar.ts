<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
    <name>cash</name>
    <message>
        <source>Second signature</source>
        <translation>التوقيع الثاني</translation>
    </message>
    <message>
        <source>Bag or paper</source>
        <translation>الكيس أو الورقة</translation>
    </message>
    <message>
        <source>By operator</source>
        <translation>حسب المشغّل</translation>
    </message>
    <message>
        <source>+ Cash taken</source>
        <translation>+ النقد المستلم</translation>
    </message>
    <message>
        <source>- Change given</source>
        <translation>- الباقي المُعاد</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>الإغلاق</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>وُقّع</translation>
    </message>
    <message>
        <source>Count of the drawer</source>
        <translation>جرد الدرج</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>المعدود</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>التاريخ</translation>
    </message>
    <message>
        <source>Deposit to the bank</source>
        <translation>إيداع في البنك</translation>
    </message>
    <message>
        <source>Drawer opened without a sale</source>
        <translation>فُتح الدرج دون بيع</translation>
    </message>
    <message>
        <source>Drop to the safe</source>
        <translation>إيداع في الخزنة</translation>
    </message>
    <message>
        <source>- Drops</source>
        <translation>- الإيداعات</translation>
    </message>
    <message>
        <source>Journal entry</source>
        <translation>قيد في السجل</translation>
    </message>
    <message>
        <source>= Expected in the drawer</source>
        <translation>= المتوقع في الدرج</translation>
    </message>
    <message>
        <source>Expected sum looked at</source>
        <translation>اطُّلع على المبلغ المتوقع</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>رصيد البداية</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>الفتح</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>فتحها</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>المشغّل</translation>
    </message>
    <message>
        <source>Over (+) or short (-)</source>
        <translation>زيادة (+) أو نقص (-)</translation>
    </message>
    <message>
        <source>+ Paid in</source>
        <translation>+ المدفوع إلى الدرج</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>مدفوع إلى الدرج</translation>
    </message>
    <message>
        <source>- Paid out</source>
        <translation>- المدفوع من الدرج</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>مدفوع من الدرج</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>- Refunds</source>
        <translation>- المبالغ المستردة</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>المبيعات</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>الوردية</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>التوقيع</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>الجهاز</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>تدريب</translation>
    </message>
    <message>
        <source>X report (shift is open)</source>
        <translation>تقرير X (الوردية مفتوحة)</translation>
    </message>
    <message>
        <source>Z report {number}</source>
        <translation>تقرير Z رقم {number}</translation>
    </message>
</context>
<context>
    <name>entrance</name>
    <message>
        <source>Who is selling?</source>
        <translation>من يبيع؟</translation>
    </message>
    <message>
        <source>Locked. {name}&apos;s sale is kept.</source>
        <translation>مقفل. عملية {name} محفوظة.</translation>
    </message>
    <message>
        <source>The key store is closed. Type its passphrase to open it.</source>
        <translation>مخزن المفاتيح مغلق. اكتب عبارة المرور لفتحه.</translation>
    </message>
    <message>
        <source>The vending keys are locked. Type the passphrase to sell again.</source>
        <translation>مفاتيح البيع مقفلة. اكتب عبارة المرور لاستئناف البيع.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>دخول</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>فتح القفل</translation>
    </message>
    <message>
        <source>Opening the terminal…</source>
        <translation>جارٍ فتح الجهاز…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>جارٍ التحقق…</translation>
    </message>
    <message>
        <source>Training: the PIN can be filled in for you. It guards nothing.</source>
        <translation>تدريب: يمكن تعبئة الرقم السري عنك، فهو لا يحمي شيئًا.</translation>
    </message>
    <message>
        <source>A sale is being made. Lock when it is done.</source>
        <translation>هناك عملية بيع جارية. أقفل بعد انتهائها.</translation>
    </message>
    <message>
        <source>Receipts go to {address} from now on.</source>
        <translation>من الآن تُطبع الإيصالات على {address}.</translation>
    </message>
    <message>
        <source>This setting holds now, but could not be kept on the disk.</source>
        <translation>هذا الإعداد سارٍ الآن، لكن تعذّر حفظه على القرص.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>الرقم السري</translation>
    </message>
    <message>
        <source>Fill in the training PIN</source>
        <translation>تعبئة رقم التدريب السري</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>المشغّلون</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>عبارة المرور</translation>
    </message>
</context>
<context>
    <name>guide</name>
    <message>
        <source>Type the meter&apos;s number, e.g. {example}, then press Enter.</source>
        <translation>اكتب رقم العداد، مثلًا {example}، ثم اضغط إدخال.</translation>
    </message>
    <message>
        <source>Type the amount, or touch one, and see what it buys. Enter.</source>
        <translation>اكتب المبلغ أو المس أحد المبالغ، وانظر ما يشتريه. ثم إدخال.</translation>
    </message>
    <message>
        <source>Type the cash you are given, read the change, Enter to sell.</source>
        <translation>اكتب النقد الذي استلمته واقرأ الباقي، ثم إدخال للبيع.</translation>
    </message>
    <message>
        <source>This is the customer&apos;s code. Type it into the virtual meter.</source>
        <translation>هذا رمز العميل. اكتبه في العداد الافتراضي.</translation>
    </message>
    <message>
        <source>The credit has arrived. Type the code again: the meter refuses it. Done!</source>
        <translation>وصل الرصيد. اكتب الرمز مرة أخرى: يرفضه العداد. انتهى!</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Unfinished</source>
        <translation>غير مكتملة</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>ملغاة</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>مبيعة</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>مستعادة</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>الإيصال</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>العداد</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>تصفية</translation>
    </message>
    <message>
        <source>Receipt, meter, day or operator</source>
        <translation>إيصال أو عداد أو يوم أو مشغّل</translation>
    </message>
    <message>
        <source>Past sales</source>
        <translation>المبيعات السابقة</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>الأعمدة</translation>
    </message>
    <message>
        <source>No sales.</source>
        <translation>لا مبيعات.</translation>
    </message>
    <message>
        <source>Opened sale</source>
        <translation>العملية المفتوحة</translation>
    </message>
    <message>
        <source>Choose a sale to see its code and receipt.</source>
        <translation>اختر عملية لرؤية رمزها وإيصالها.</translation>
    </message>
    <message>
        <source>Finish or cancel it</source>
        <translation>إتمامها أو إلغاؤها</translation>
    </message>
</context>
<context>
    <name>keypad</name>
    <message>
        <source>Delete the last digit</source>
        <translation>حذف آخر رقم</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>مسح</translation>
    </message>
    <message>
        <source>Decimal separator</source>
        <translation>الفاصلة العشرية</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Show these keys</source>
        <translation>عرض هذه المفاتيح</translation>
    </message>
    <message>
        <source>New sale, meter</source>
        <translation>بيع جديد، العداد</translation>
    </message>
    <message>
        <source>Find by name, phone or address</source>
        <translation>بحث بالاسم أو الهاتف أو العنوان</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Print the last receipt again, marked as a copy</source>
        <translation>إعادة طباعة آخر إيصال كنسخة</translation>
    </message>
    <message>
        <source>History</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>قفل</translation>
    </message>
    <message>
        <source>Bring back the cleared sale</source>
        <translation>استرجاع العملية الممسوحة</translation>
    </message>
    <message>
        <source>In the amount: money or units; in the history: filter</source>
        <translation>في المبلغ: نقود أو وحدات؛ في السجل: تصفية</translation>
    </message>
    <message>
        <source>One step back; what was typed stays</source>
        <translation>خطوة إلى الوراء؛ يبقى ما كُتب</translation>
    </message>
    <message>
        <source>The one next thing; it stands on the large button</source>
        <translation>الخطوة التالية؛ وهي المكتوبة على الزر الكبير</translation>
    </message>
</context>
<context>
    <name>meter panel</name>
    <message>
        <source>{units} kWh</source>
        <translation>⁦{units} kWh⁩</translation>
    </message>
    <message>
        <source>Rejected ({code}). The credit is unchanged.</source>
        <translation>مرفوض ({code}). الرصيد لم يتغير.</translation>
    </message>
    <message>
        <source>Accepted: {units} kWh added.</source>
        <translation>مقبول: أُضيف ⁦{units} kWh⁩.</translation>
    </message>
    <message>
        <source>Used: this meter took the code already. Nothing was added.</source>
        <translation>مستخدم: سبق أن أخذ هذا العداد الرمز. لم يُضف شيء.</translation>
    </message>
    <message>
        <source>Too old: the code is not taken any more.</source>
        <translation>قديم جدًا: لم يعد الرمز مقبولًا.</translation>
    </message>
    <message>
        <source>Rejected: a digit is wrong, or the code is for another meter.</source>
        <translation>مرفوض: هناك رقم خاطئ، أو الرمز لعداد آخر.</translation>
    </message>
    <message>
        <source>Rejected: a code has 20 digits.</source>
        <translation>مرفوض: الرمز مكوّن من 20 رقمًا.</translation>
    </message>
    <message>
        <source>Rejected: the meter&apos;s key has expired.</source>
        <translation>مرفوض: انتهت صلاحية مفتاح العداد.</translation>
    </message>
    <message>
        <source>Rejected: the meter cannot hold that much credit.</source>
        <translation>مرفوض: لا يتسع العداد لهذا الرصيد.</translation>
    </message>
    <message>
        <source>Virtual meter</source>
        <translation>العداد الافتراضي</translation>
    </message>
    <message>
        <source>Code typed into the virtual meter</source>
        <translation>الرمز المكتوب في العداد الافتراضي</translation>
    </message>
    <message>
        <source>Type the 20 digits</source>
        <translation>اكتب الأرقام العشرين</translation>
    </message>
    <message>
        <source>Type it for me</source>
        <translation>اكتبه عني</translation>
    </message>
    <message>
        <source>Type the code above into the meter</source>
        <translation>كتابة الرمز أعلاه في العداد</translation>
    </message>
    <message>
        <source>Enter it</source>
        <translation>إدخاله</translation>
    </message>
</context>
<context>
    <name>printer</name>
    <message>
        <source>The printer is ready.</source>
        <translation>الطابعة جاهزة.</translation>
    </message>
    <message>
        <source>The paper is nearly used up. Have a new roll ready.</source>
        <translation>أوشك الورق على النفاد. جهّز لفة جديدة.</translation>
    </message>
    <message>
        <source>This printer cannot say what state it is in.</source>
        <translation>هذه الطابعة لا تستطيع الإبلاغ عن حالتها.</translation>
    </message>
    <message>
        <source>The printer is at work.</source>
        <translation>الطابعة تعمل.</translation>
    </message>
    <message>
        <source>The printer cannot be reached. Check that it is plugged in and switched on.</source>
        <translation>تعذّر الوصول إلى الطابعة. تأكد أنها موصولة ومشغّلة.</translation>
    </message>
    <message>
        <source>The paper is used up. Put in a new roll.</source>
        <translation>نفد الورق. ضع لفة جديدة.</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open. Close it.</source>
        <translation>غطاء الطابعة مفتوح. أغلقه.</translation>
    </message>
    <message>
        <source>The cutter is stuck. Open the cover and take the paper out.</source>
        <translation>القاطع عالق. افتح الغطاء وأخرج الورق.</translation>
    </message>
    <message>
        <source>Something is stuck in the printer. Switch it off and look inside.</source>
        <translation>شيء عالق في الطابعة. أطفئها وانظر داخلها.</translation>
    </message>
    <message>
        <source>The printer is broken. Use another one.</source>
        <translation>الطابعة معطلة. استخدم غيرها.</translation>
    </message>
    <message>
        <source>The printer is too hot. It goes on by itself when it has cooled down.</source>
        <translation>الطابعة ساخنة جدًا. ستتابع وحدها بعد أن تبرد.</translation>
    </message>
    <message>
        <source>The printer is off line. Look at its lamps and press its feed button.</source>
        <translation>الطابعة غير متصلة. انظر إلى أضوائها واضغط زر التغذية.</translation>
    </message>
    <message>
        <source>The printer no longer answers. Switch it off and on again.</source>
        <translation>الطابعة لم تعد تجيب. أطفئها ثم شغّلها.</translation>
    </message>
    <message>
        <source>The receipt waits for the printer.</source>
        <translation>الإيصال بانتظار الطابعة.</translation>
    </message>
    <message>
        <source>The receipt is being printed.</source>
        <translation>يُطبع الإيصال الآن.</translation>
    </message>
    <message>
        <source>The receipt is printed.</source>
        <translation>طُبع الإيصال.</translation>
    </message>
    <message>
        <source>The receipt went to the printer, which cannot confirm. Did it come out?</source>
        <translation>أُرسل الإيصال إلى الطابعة وهي لا تؤكد. هل خرج؟</translation>
    </message>
    <message>
        <source>Nothing is printed yet. The receipt is printed as soon as the printer is ready.</source>
        <translation>لم يُطبع شيء بعد. يُطبع الإيصال حالما تجهز الطابعة.</translation>
    </message>
    <message>
        <source>Nobody knows whether the receipt came out. Look, and say what you see.</source>
        <translation>لا يُعرف هل خرج الإيصال. انظر وقل ما تراه.</translation>
    </message>
    <message>
        <source>Somebody has said what came out.</source>
        <translation>أفاد أحدهم بما خرج.</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>“{text}” is not an amount.</source>
        <translation>«{text}» ليس مبلغًا.</translation>
    </message>
    <message>
        <source>The amount must be more than zero, not “{text}”.</source>
        <translation>يجب أن يكون المبلغ أكبر من صفر، لا «{text}».</translation>
    </message>
    <message>
        <source>“{text}” has more than the {decimals} decimals of this currency.</source>
        <translation>في «{text}» أكثر من {decimals} من المنازل العشرية لهذه العملة.</translation>
    </message>
    <message>
        <source>The amount {amount} is not what this tariff sells (least {minimum}, most {maximum}, step {step}).</source>
        <translation>هذه التعرفة لا تبيع المبلغ {amount} (الأدنى {minimum}، الأقصى {maximum}، الخطوة {step}).</translation>
    </message>
    <message>
        <source>The charges eat the whole amount {amount}; it buys nothing below {least}.</source>
        <translation>الرسوم تستهلك المبلغ {amount} كله؛ لا يُشترى شيء دون {least}.</translation>
    </message>
    <message>
        <source>This terminal sells in {expected}, but the tariff is in {found}.</source>
        <translation>هذا الجهاز يبيع بعملة {expected} لكن التعرفة بعملة {found}.</translation>
    </message>
    <message>
        <source>“{text}” is not a meter number.</source>
        <translation>«{text}» ليس رقم عداد.</translation>
    </message>
    <message>
        <source>The check digit of the meter number “{text}” is wrong.</source>
        <translation>رقم التحقق في رقم العداد «{text}» خاطئ.</translation>
    </message>
    <message>
        <source>Meter {meter} is not known here.</source>
        <translation>العداد {meter} غير معروف هنا.</translation>
    </message>
    <message>
        <source>Meter {meter} may not buy: it is {status}.</source>
        <translation>العداد {meter} لا يحق له الشراء: حالته {status}.</translation>
    </message>
    <message>
        <source>Only electricity is sold here, not {resource}.</source>
        <translation>تُباع الكهرباء فقط هنا، لا {resource}.</translation>
    </message>
    <message>
        <source>“{text}” is not a tender; it is written as cash:100.00.</source>
        <translation>«{text}» ليس دفعة؛ تُكتب هكذا cash:100.00.</translation>
    </message>
    <message>
        <source>{tendered} was handed over for {total}: {short} is missing.</source>
        <translation>دُفع {tendered} مقابل {total}: ينقص {short}.</translation>
    </message>
    <message>
        <source>Tariff {tariff} is not known here.</source>
        <translation>التعرفة {tariff} غير معروفة هنا.</translation>
    </message>
    <message>
        <source>The tariff file is wrong at {where}: {why}.</source>
        <translation>ملف التعرفة خاطئ عند {where}: {why}.</translation>
    </message>
    <message>
        <source>Tariff {tariff} is valid from {valid_from} until {valid_until}, not now.</source>
        <translation>التعرفة {tariff} سارية من {valid_from} حتى {valid_until}، لا الآن.</translation>
    </message>
    <message>
        <source>Tariff {tariff} needs to know what was bought this month; that is over {hours} hours old.</source>
        <translation>التعرفة {tariff} تحتاج معرفة مشتريات هذا الشهر؛ وهي أقدم من {hours} ساعة.</translation>
    </message>
    <message>
        <source>The file {name} cannot be read: {why}.</source>
        <translation>تعذّرت قراءة الملف {name}: {why}.</translation>
    </message>
    <message>
        <source>The file of the meter&apos;s history is wrong at {where}: {why}.</source>
        <translation>ملف سجل العداد خاطئ عند {where}: {why}.</translation>
    </message>
    <message>
        <source>“{text}” is not a day or a moment.</source>
        <translation>«{text}» ليس يومًا ولا وقتًا.</translation>
    </message>
    <message>
        <source>“{text}” is not a sale number (a UUID).</source>
        <translation>«{text}» ليس رقم عملية بيع (UUID).</translation>
    </message>
    <message>
        <source>There is no sale {sale}.</source>
        <translation>لا توجد عملية بيع {sale}.</translation>
    </message>
    <message>
        <source>Meter {meter} has an unfinished sale, {sale}.</source>
        <translation>للعداد {meter} عملية بيع غير مكتملة، {sale}.</translation>
    </message>
    <message>
        <source>Sale {sale} is being worked on right now.</source>
        <translation>العملية {sale} قيد التنفيذ الآن.</translation>
    </message>
    <message>
        <source>Sale {sale} was cancelled ({reason}); no code was made.</source>
        <translation>أُلغيت العملية {sale} ({reason})؛ لم يُصنع رمز.</translation>
    </message>
    <message>
        <source>What the amount buys has changed meanwhile.</source>
        <translation>تغيّر في هذه الأثناء ما يشتريه المبلغ.</translation>
    </message>
    <message>
        <source>Sale {sale} cannot be cancelled: its code exists, receipt {receipt}.</source>
        <translation>لا يمكن إلغاء العملية {sale}: رمزها موجود، الإيصال {receipt}.</translation>
    </message>
    <message>
        <source>Sale {sale} is not finished and has no code yet.</source>
        <translation>العملية {sale} لم تكتمل وليس لها رمز بعد.</translation>
    </message>
    <message>
        <source>Sale number {sale} belongs to another sale. Nothing was done.</source>
        <translation>الرقم {sale} يخص عملية أخرى. لم يُنفذ شيء.</translation>
    </message>
    <message>
        <source>No shift is open on this terminal.</source>
        <translation>لا توجد وردية مفتوحة على هذا الجهاز.</translation>
    </message>
    <message>
        <source>Shift {shift} is open already.</source>
        <translation>الوردية {shift} مفتوحة بالفعل.</translation>
    </message>
    <message>
        <source>These sales have no end yet: {sales}.</source>
        <translation>هذه العمليات لم تنتهِ بعد: {sales}.</translation>
    </message>
    <message>
        <source>Nobody has said yet whether these were printed: {jobs}.</source>
        <translation>لم يُفد أحد بعد هل طُبعت هذه: {jobs}.</translation>
    </message>
    <message>
        <source>The drawer of shift {shift} has not been counted.</source>
        <translation>لم يُجرد درج الوردية {shift}.</translation>
    </message>
    <message>
        <source>Cash moved (entry {moved}) after the count of entry {count}, so that count is void.</source>
        <translation>تحرك النقد (القيد {moved}) بعد الجرد {count}، فهو لاغٍ.</translation>
    </message>
    <message>
        <source>The drawer is {over_short} off. Beyond {limit} it needs a reason.</source>
        <translation>فرق الدرج {over_short}. ما يتجاوز {limit} يحتاج سببًا.</translation>
    </message>
    <message>
        <source>The drawer is {over_short} off. One of the two who sign must be a supervisor.</source>
        <translation>فرق الدرج {over_short}. يجب أن يكون أحد الموقّعَين مشرفًا.</translation>
    </message>
    <message>
        <source>The last shift is closed already, with Z report {z_no}.</source>
        <translation>الوردية الأخيرة مغلقة بالفعل، بتقرير Z رقم {z_no}.</translation>
    </message>
    <message>
        <source>There is no Z report {number}.</source>
        <translation>لا يوجد تقرير Z رقم {number}.</translation>
    </message>
    <message>
        <source>Say why in 1 to {limit} plain characters.</source>
        <translation>اذكر السبب في 1 إلى {limit} من الأحرف العادية.</translation>
    </message>
    <message>
        <source>{asked} cannot be taken out: so much is not in the drawer.</source>
        <translation>لا يمكن سحب {asked}: لا يوجد هذا القدر في الدرج.</translation>
    </message>
    <message>
        <source>{operator} takes out at most {limit} alone, not {asked}: a second person must approve.</source>
        <translation>يسحب {operator} وحده {limit} على الأكثر، لا {asked}: يجب أن يوافق شخص ثانٍ.</translation>
    </message>
    <message>
        <source>“{text}” is not a count; it is written as 200x3,100x10,50x0, each note and coin once.</source>
        <translation>«{text}» ليس جردًا؛ يُكتب هكذا 200x3,100x10,50x0، كل فئة مرة واحدة.</translation>
    </message>
    <message>
        <source>There is no note or coin of {currency} {text}.</source>
        <translation>لا توجد فئة {currency} {text}.</translation>
    </message>
    <message>
        <source>This needs a second person&apos;s approval.</source>
        <translation>هذا يحتاج موافقة شخص ثانٍ.</translation>
    </message>
    <message>
        <source>{operator} cannot approve what {operator} asks.</source>
        <translation>لا يستطيع {operator} الموافقة على ما يطلبه {operator}.</translation>
    </message>
    <message>
        <source>The approval was not for this, was used already, or is too old.</source>
        <translation>الموافقة ليست لهذا، أو استُخدمت، أو قديمة جدًا.</translation>
    </message>
    <message>
        <source>There is an operator named {operator} already.</source>
        <translation>يوجد مشغّل باسم {operator} بالفعل.</translation>
    </message>
    <message>
        <source>There is no operator named {operator}.</source>
        <translation>لا يوجد مشغّل باسم {operator}.</translation>
    </message>
    <message>
        <source>“{text}” cannot be a name: 1 to 40 letters, digits, dots or hyphens.</source>
        <translation>«{text}» لا يصلح اسمًا: من 1 إلى 40 حرفًا أو رقمًا أو نقطة أو شرطة.</translation>
    </message>
    <message>
        <source>{operator} is the last supervisor.</source>
        <translation>{operator} هو آخر مشرف.</translation>
    </message>
    <message>
        <source>{operator} sells for at most {limit} at a time, not {asked}.</source>
        <translation>يبيع {operator} بحد أقصى {limit} في المرة، لا {asked}.</translation>
    </message>
    <message>
        <source>The name or the PIN is wrong.</source>
        <translation>الاسم أو الرقم السري خاطئ.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait {seconds} seconds.</source>
        <translation>أرقام سرية خاطئة كثيرة. انتظر {seconds} ثانية.</translation>
    </message>
    <message>
        <source>{operator} is signed in as {role}; this needs: {needed}.</source>
        <translation>{operator} داخل بدور {role}؛ المطلوب: {needed}.</translation>
    </message>
    <message>
        <source>What head office allows this terminal to sell is used up ({what}).</source>
        <translation>نفد ما تسمح الإدارة لهذا الجهاز ببيعه ({what}).</translation>
    </message>
    <message>
        <source>This terminal was allowed to sell until {until}; by its clock it is {now}.</source>
        <translation>كان يُسمح لهذا الجهاز بالبيع حتى {until}؛ وساعته تشير إلى {now}.</translation>
    </message>
    <message>
        <source>This terminal may sell from {not_before}; by its clock it is {now}.</source>
        <translation>يُسمح لهذا الجهاز بالبيع من {not_before}؛ وساعته تشير إلى {now}.</translation>
    </message>
    <message>
        <source>Head office has not allowed any sales here yet.</source>
        <translation>لم تسمح الإدارة بأي بيع هنا بعد.</translation>
    </message>
    <message>
        <source>The clock shows {now}, but {known} has passed already.</source>
        <translation>تشير الساعة إلى {now}، لكن {known} قد مضى.</translation>
    </message>
    <message>
        <source>The clock shows {now}, far ahead of the last entry at {known}.</source>
        <translation>تشير الساعة إلى {now}، بعد آخر قيد في {known} بكثير.</translation>
    </message>
    <message>
        <source>Meter {meter} was sold so many codes that the next one would be a day ahead.</source>
        <translation>بيعت للعداد {meter} رموز كثيرة حتى إن التالي يسبق الوقت بيوم.</translation>
    </message>
    <message>
        <source>There is no vending key for supply group {sgc}, revision {krn}.</source>
        <translation>لا يوجد مفتاح بيع لمجموعة التزويد {sgc}، المراجعة {krn}.</translation>
    </message>
    <message>
        <source>The vending key of supply group {sgc}, revision {krn}, has expired.</source>
        <translation>انتهت صلاحية مفتاح البيع لمجموعة التزويد {sgc}، المراجعة {krn}.</translation>
    </message>
    <message>
        <source>This meter cannot take credit from here: {why}.</source>
        <translation>لا يمكن لهذا العداد أخذ رصيد من هنا: {why}.</translation>
    </message>
    <message>
        <source>{operator} has a PIN already.</source>
        <translation>لدى {operator} رقم سري بالفعل.</translation>
    </message>
    <message>
        <source>A PIN has at least four characters.</source>
        <translation>الرقم السري أربعة أحرف على الأقل.</translation>
    </message>
    <message>
        <source>There is no secret file {name}.</source>
        <translation>لا يوجد ملف سري {name}.</translation>
    </message>
    <message>
        <source>Only a training terminal makes its own {what}.</source>
        <translation>جهاز التدريب وحده يصنع بنفسه: {what}.</translation>
    </message>
    <message>
        <source>A passphrase has 1 to 1024 bytes.</source>
        <translation>عبارة المرور من 1 إلى 1024 بايت.</translation>
    </message>
    <message>
        <source>The key of supply group {sgc}, revision {krn}, is loaded already.</source>
        <translation>مفتاح مجموعة التزويد {sgc}، المراجعة {krn}، محمّل بالفعل.</translation>
    </message>
    <message>
        <source>The attributes of the key are wrong: {why}.</source>
        <translation>خصائص المفتاح خاطئة: {why}.</translation>
    </message>
    <message>
        <source>Lease {serial} is not newer than lease {installed}, which is installed.</source>
        <translation>الإذن {serial} ليس أحدث من الإذن المثبت {installed}.</translation>
    </message>
    <message>
        <source>The lease does not hold together: {why}.</source>
        <translation>الإذن غير متماسك: {why}.</translation>
    </message>
    <message>
        <source>The vending keys are locked.</source>
        <translation>مفاتيح البيع مقفلة.</translation>
    </message>
    <message>
        <source>The key store does not answer ({why}).</source>
        <translation>مخزن المفاتيح لا يجيب ({why}).</translation>
    </message>
    <message>
        <source>The key store has not been opened yet.</source>
        <translation>لم يُفتح مخزن المفاتيح بعد.</translation>
    </message>
    <message>
        <source>The key store&apos;s records cannot be used: {why}.</source>
        <translation>سجلات مخزن المفاتيح غير صالحة: {why}.</translation>
    </message>
    <message>
        <source>The passphrase is wrong.</source>
        <translation>عبارة المرور خاطئة.</translation>
    </message>
    <message>
        <source>The key file is damaged: {why}.</source>
        <translation>ملف المفاتيح تالف: {why}.</translation>
    </message>
    <message>
        <source>This folder has no key file.</source>
        <translation>لا يوجد ملف مفاتيح في هذا المجلد.</translation>
    </message>
    <message>
        <source>Others can read the secret file {name}.</source>
        <translation>يستطيع آخرون قراءة الملف السري {name}.</translation>
    </message>
    <message>
        <source>The code did not pass its check and was thrown away: {why}.</source>
        <translation>لم يجتز الرمز التحقق فأُهمل: {why}.</translation>
    </message>
    <message>
        <source>Journal entry {seq} is damaged: {why}.</source>
        <translation>قيد السجل {seq} تالف: {why}.</translation>
    </message>
    <message>
        <source>The journal ends at entry {found}, but entry {seq} was signed: it was shortened, or is an older copy.</source>
        <translation>ينتهي السجل عند القيد {found} لكن القيد {seq} موقّع: إما أنه قُصّر أو أنه نسخة أقدم.</translation>
    </message>
    <message>
        <source>Table {table} does not match the journal at {key}.</source>
        <translation>الجدول {table} لا يطابق السجل عند {key}.</translation>
    </message>
    <message>
        <source>What the terminal stored is damaged (page {page}, file {file}).</source>
        <translation>ما خزّنه الجهاز تالف (الصفحة {page}، الملف {file}).</translation>
    </message>
    <message>
        <source>Another program holds the database.</source>
        <translation>برنامج آخر يشغل قاعدة البيانات.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>القرص ممتلئ.</translation>
    </message>
    <message>
        <source>The disk cannot be written: {why}.</source>
        <translation>تعذّرت الكتابة على القرص: {why}.</translation>
    </message>
    <message>
        <source>The terminal&apos;s folder is in use: {why}.</source>
        <translation>مجلد الجهاز قيد الاستخدام: {why}.</translation>
    </message>
    <message>
        <source>This folder holds no terminal.</source>
        <translation>لا يوجد جهاز في هذا المجلد.</translation>
    </message>
    <message>
        <source>This folder is not empty.</source>
        <translation>هذا المجلد ليس فارغًا.</translation>
    </message>
    <message>
        <source>“{text}” is not a printer&apos;s address: {why}.</source>
        <translation>«{text}» ليس عنوان طابعة: {why}.</translation>
    </message>
    <message>
        <source>Did these receipts come out: {jobs}?</source>
        <translation>هل خرجت هذه الإيصالات: {jobs}؟</translation>
    </message>
    <message>
        <source>No print job {job} waits for a decision.</source>
        <translation>لا توجد مهمة طباعة {job} تنتظر قرارًا.</translation>
    </message>
    <message>
        <source>This terminal has not joined a head office.</source>
        <translation>لم ينضم هذا الجهاز إلى إدارة.</translation>
    </message>
    <message>
        <source>Head office cannot be reached ({why}). Everything waits here safely; selling goes on.</source>
        <translation>تعذّر الوصول إلى الإدارة ({why}). كل شيء محفوظ هنا؛ والبيع مستمر.</translation>
    </message>
    <message>
        <source>Whoever answered is not the head office of this terminal ({why}).</source>
        <translation>من أجاب ليس إدارة هذا الجهاز ({why}).</translation>
    </message>
    <message>
        <source>Another copy of this terminal has sold under its numbers: this one must not sell.</source>
        <translation>باعت نسخة أخرى من هذا الجهاز بأرقامه: يجب ألا يبيع هذا.</translation>
    </message>
    <message>
        <source>Head office holds later entries of this terminal: this is an older copy of it.</source>
        <translation>لدى الإدارة قيود أحدث من هذا الجهاز: هذه نسخة أقدم منه.</translation>
    </message>
    <message>
        <source>Head office has taken this terminal out of service.</source>
        <translation>أخرجت الإدارة هذا الجهاز من الخدمة.</translation>
    </message>
    <message>
        <source>This terminal is talking to head office already.</source>
        <translation>هذا الجهاز يتصل بالإدارة بالفعل.</translation>
    </message>
    <message>
        <source>Head office did not accept what this terminal sent ({why}). Nothing is lost.</source>
        <translation>لم تقبل الإدارة ما أرسله هذا الجهاز ({why}). لم يضع شيء.</translation>
    </message>
    <message>
        <source>The enrolment code is wrong, expired, used, or for another terminal.</source>
        <translation>رمز الانضمام خاطئ أو منتهٍ أو مستخدم أو لجهاز آخر.</translation>
    </message>
    <message>
        <source>A training terminal joins a training head office only, a real one a real one only.</source>
        <translation>ينضم جهاز التدريب إلى إدارة تدريب فقط، والحقيقي إلى حقيقية فقط.</translation>
    </message>
    <message>
        <source>“{text}” is not an address of a head office: {why}.</source>
        <translation>«{text}» ليس عنوان إدارة: {why}.</translation>
    </message>
    <message>
        <source>That is not an enrolment code: it has 20 letters and digits.</source>
        <translation>هذا ليس رمز انضمام: فهو 20 حرفًا ورقمًا.</translation>
    </message>
    <message>
        <source>The lease was not granted to this terminal by its head office ({why}).</source>
        <translation>لم تمنح الإدارة هذا الإذن لهذا الجهاز ({why}).</translation>
    </message>
    <message>
        <source>The key store belongs to another head office.</source>
        <translation>مخزن المفاتيح يتبع إدارة أخرى.</translation>
    </message>
    <message>
        <source>The file {name} holds no lease.</source>
        <translation>لا يوجد إذن في الملف {name}.</translation>
    </message>
    <message>
        <source>There is no head office in this database.</source>
        <translation>لا توجد إدارة في قاعدة البيانات هذه.</translation>
    </message>
    <message>
        <source>There is one already: {what}. Nothing was changed.</source>
        <translation>يوجد بالفعل: {what}. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Terminal {terminal} is not known here, or has not joined yet.</source>
        <translation>الجهاز {terminal} غير معروف هنا أو لم ينضم بعد.</translation>
    </message>
    <message>
        <source>“{text}” cannot name a terminal: up to 32 letters, digits and hyphens.</source>
        <translation>«{text}» لا يصلح اسم جهاز: حتى 32 حرفًا ورقمًا وشرطة.</translation>
    </message>
    <message>
        <source>The address of the database is wrong: {why}.</source>
        <translation>عنوان قاعدة البيانات خاطئ: {why}.</translation>
    </message>
    <message>
        <source>The address {text} cannot be listened on: {why}.</source>
        <translation>تعذّر الاستماع على العنوان {text}: {why}.</translation>
    </message>
    <message>
        <source>The database of head office cannot be used: {why}.</source>
        <translation>تعذّر استخدام قاعدة بيانات الإدارة: {why}.</translation>
    </message>
    <message>
        <source>Terminal {terminal} is out of service; it is given nothing more.</source>
        <translation>الجهاز {terminal} خارج الخدمة؛ لا يُمنح شيئًا بعد الآن.</translation>
    </message>
    <message>
        <source>The program made a mistake; its log has it under {reference}.</source>
        <translation>أخطأ البرنامج؛ وهو مسجل في سجله برقم {reference}.</translation>
    </message>
    <message>
        <source>Not supported yet: {what}.</source>
        <translation>غير مدعوم بعد: {what}.</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>لم يُحصَّل أي مبلغ.</translation>
    </message>
    <message>
        <source>The sale is cancelled: give the money back.</source>
        <translation>أُلغي البيع: أعد النقود.</translation>
    </message>
    <message>
        <source>The sale is open: keep the money and do not sell again until it is resumed or cancelled.</source>
        <translation>البيع معلّق: احتفظ بالنقود ولا تبع مجددًا حتى يُستأنف أو يُلغى.</translation>
    </message>
    <message>
        <source>Whether the sale is complete is not known here: look it up before money changes hands.</source>
        <translation>لا يُعرف هنا هل اكتمل البيع: تحقق منه قبل تبادل النقود.</translation>
    </message>
    <message>
        <source>The sale is complete: the customer&apos;s code is on its receipt.</source>
        <translation>اكتمل البيع: رمز العميل على إيصاله.</translation>
    </message>
    <message>
        <source>Check what was typed; try again.</source>
        <translation>راجع ما كُتب وحاول مجددًا.</translation>
    </message>
    <message>
        <source>Ask for the missing cash, or sell for less.</source>
        <translation>اطلب النقد الناقص أو بع بأقل.</translation>
    </message>
    <message>
        <source>Choose something else.</source>
        <translation>اختر شيئًا آخر.</translation>
    </message>
    <message>
        <source>Resume that sale, or cancel it, before selling to this meter again.</source>
        <translation>استأنف تلك العملية أو ألغها قبل البيع لهذا العداد مجددًا.</translation>
    </message>
    <message>
        <source>Start a new sale.</source>
        <translation>ابدأ بيعًا جديدًا.</translation>
    </message>
    <message>
        <source>Open a shift first.</source>
        <translation>افتح وردية أولًا.</translation>
    </message>
    <message>
        <source>Count the drawer.</source>
        <translation>اجرد الدرج.</translation>
    </message>
    <message>
        <source>Count again, or give a reason.</source>
        <translation>أعد الجرد أو اذكر سببًا.</translation>
    </message>
    <message>
        <source>Resume each sale, or cancel it.</source>
        <translation>استأنف كل عملية أو ألغها.</translation>
    </message>
    <message>
        <source>Look at the paper and settle each job as printed or lost.</source>
        <translation>انظر إلى الورق وأفد عن كل مهمة: طُبعت أو ضاعت.</translation>
    </message>
    <message>
        <source>Unlock the key store.</source>
        <translation>افتح قفل مخزن المفاتيح.</translation>
    </message>
    <message>
        <source>Try again; the key store starts anew.</source>
        <translation>حاول مجددًا؛ سيبدأ مخزن المفاتيح من جديد.</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>انتظر لحظة وحاول مجددًا.</translation>
    </message>
    <message>
        <source>Ask head office for a new lease.</source>
        <translation>اطلب إذنًا جديدًا من الإدارة.</translation>
    </message>
    <message>
        <source>Set the clock right and try again.</source>
        <translation>اضبط الساعة وحاول مجددًا.</translation>
    </message>
    <message>
        <source>Call a supervisor.</source>
        <translation>استدعِ مشرفًا.</translation>
    </message>
    <message>
        <source>Call head office.</source>
        <translation>اتصل بالإدارة.</translation>
    </message>
    <message>
        <source>Free some disk space and try again.</source>
        <translation>أخلِ مساحة على القرص وحاول مجددًا.</translation>
    </message>
    <message>
        <source>Check the printer.</source>
        <translation>افحص الطابعة.</translation>
    </message>
    <message>
        <source>Stop selling on this terminal and call for a restore.</source>
        <translation>توقف عن البيع على هذا الجهاز واطلب استعادته.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>Ask head office for a code and join with it (vendwatt enrol).</source>
        <translation>اطلب رمزًا من الإدارة وانضم به (vendwatt enrol).</translation>
    </message>
</context>
<context>
    <name>receipt</name>
    <message>
        <source>Address</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Type all codes into your meter, in this order</source>
        <translation>اكتب كل الرموز في عدادك بهذا الترتيب</translation>
    </message>
    <message>
        <source>STS algorithm, carrier</source>
        <translation>خوارزمية STS، الوسيط</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>نقدًا</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>الباقي</translation>
    </message>
    <message>
        <source>Type this code into your meter</source>
        <translation>اكتب هذا الرمز في عدادك</translation>
    </message>
    <message>
        <source>Code {number} of {count}</source>
        <translation>الرمز {number} من {count}</translation>
    </message>
    <message>
        <source>COPY {copy}</source>
        <translation>نسخة {copy}</translation>
    </message>
    <message>
        <source>Copy of {date}, printed by {operator}</source>
        <translation>نسخة بتاريخ {date}، طبعها {operator}</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>العميل</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>التاريخ</translation>
    </message>
    <message>
        <source>SGC, key, tariff index</source>
        <translation>SGC، المفتاح، مؤشر التعرفة</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>العداد</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>المشغّل</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>الطابعة</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>الإيصال</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>البيع</translation>
    </message>
    <message>
        <source>Tariff</source>
        <translation>التعرفة</translation>
    </message>
    <message>
        <source>TAX INVOICE</source>
        <translation>فاتورة ضريبية</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>الجهاز</translation>
    </message>
    <message>
        <source>This is how a code looks; it is none.</source>
        <translation>هكذا يبدو الرمز؛ وهذا ليس رمزًا.</translation>
    </message>
    <message>
        <source>TEST PAGE</source>
        <translation>صفحة اختبار</translation>
    </message>
    <message>
        <source>The next line fills the paper:</source>
        <translation>السطر التالي يملأ الورقة:</translation>
    </message>
    <message>
        <source>Prepaid electricity</source>
        <translation>كهرباء مسبقة الدفع</translation>
    </message>
    <message>
        <source>Total paid</source>
        <translation>المجموع المدفوع</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>تدريب</translation>
    </message>
    <message>
        <source>The code does not work on a real meter.</source>
        <translation>الرمز لا يعمل على عداد حقيقي.</translation>
    </message>
    <message>
        <source>Your meter adds {units} kWh</source>
        <translation>يضيف عدادك ⁦{units} kWh⁩</translation>
    </message>
</context>
<context>
    <name>sale</name>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>بالضبط</translation>
    </message>
    <message>
        <source>Received exactly {amount}</source>
        <translation>استُلم {amount} بالضبط</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>بيع</translation>
    </message>
    <message>
        <source>Sell {amount} to …{ending}</source>
        <translation>بيع {amount} إلى ⁦…{ending}⁩</translation>
    </message>
    <message>
        <source>Sell all the same</source>
        <translation>البيع على أي حال</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>New sale</source>
        <translation>بيع جديد</translation>
    </message>
    <message>
        <source>Finish this sale</source>
        <translation>إتمام هذا البيع</translation>
    </message>
    <message>
        <source>Cancel this sale</source>
        <translation>إلغاء هذا البيع</translation>
    </message>
    <message>
        <source>Looking for the meter…</source>
        <translation>جارٍ البحث عن العداد…</translation>
    </message>
    <message>
        <source>Making the code… The sale is safe.</source>
        <translation>يُصنع الرمز… البيع محفوظ.</translation>
    </message>
    <message>
        <source>Finishing the sale…</source>
        <translation>جارٍ إتمام البيع…</translation>
    </message>
    <message>
        <source>Cancelling the sale…</source>
        <translation>جارٍ إلغاء البيع…</translation>
    </message>
    <message>
        <source>Number checks</source>
        <translation>الرقم صحيح</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”.</source>
        <translation>لا نتائج لـ «{text}».</translation>
    </message>
    <message>
        <source>Read the number from the meter again, or type name or phone.</source>
        <translation>اقرأ الرقم من العداد مجددًا، أو اكتب الاسم أو الهاتف.</translation>
    </message>
    <message>
        <source>Choose one of those found.</source>
        <translation>اختر واحدًا من النتائج.</translation>
    </message>
    <message>
        <source>Meter scanned.</source>
        <translation>مُسح العداد.</translation>
    </message>
    <message>
        <source>A scan was ignored: finish this sale first.</source>
        <translation>أُهمل المسح: أتمّ هذا البيع أولًا.</translation>
    </message>
    <message>
        <source>Tariff</source>
        <translation>التعرفة</translation>
    </message>
    <message>
        <source>Last purchase</source>
        <translation>آخر شراء</translation>
    </message>
    <message>
        <source>{amount}, {day}</source>
        <translation>{amount}، {day}</translation>
    </message>
    <message>
        <source>None here</source>
        <translation>لا شيء هنا</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>هذا الشهر</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>الدَّين</translation>
    </message>
    <message>
        <source>{units} kWh</source>
        <translation>⁦{units} kWh⁩</translation>
    </message>
    <message>
        <source>{units} kWh × {rate}</source>
        <translation>⁦{units} kWh × {rate}⁩</translation>
    </message>
    <message>
        <source>{units} kWh ({amount}) left at the present price, {label}.</source>
        <translation>بقي ⁦{units} kWh⁩ ({amount}) بالسعر الحالي، {label}.</translation>
    </message>
    <message>
        <source>{units} kWh less than at the start of the month: {label} has begun.</source>
        <translation>أقل بـ ⁦{units} kWh⁩ من بداية الشهر: بدأت {label}.</translation>
    </message>
    <message>
        <source>{amount} short</source>
        <translation>ينقص {amount}</translation>
    </message>
    <message>
        <source>The same amount was sold to this meter at {time}. Sell it once more?</source>
        <translation>بيع المبلغ نفسه لهذا العداد الساعة {time}. أتبيعه مرة أخرى؟</translation>
    </message>
    <message>
        <source>{debt} of the {amount} pays debt. Does the customer agree?</source>
        <translation>{debt} من {amount} تسدد دينًا. هل يوافق العميل؟</translation>
    </message>
    <message>
        <source>{amount} is over five times the last purchase, {last}. Is it right?</source>
        <translation>{amount} أكثر من خمسة أضعاف آخر شراء، {last}. هل هذا صحيح؟</translation>
    </message>
    <message>
        <source>Vend code for {meter} · {customer}</source>
        <translation>رمز البيع للعداد {meter} · {customer}</translation>
    </message>
    <message>
        <source>Vend code for {meter}</source>
        <translation>رمز البيع للعداد {meter}</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>إيصال {number}</translation>
    </message>
    <message>
        <source>{amount} · {moment} · {tariff}</source>
        <translation>{amount} · {moment} · {tariff}</translation>
    </message>
    <message>
        <source>The code was checked by a virtual meter.</source>
        <translation>تحقق عداد افتراضي من الرمز.</translation>
    </message>
    <message>
        <source>Sale to {meter} cancelled: give {amount} back to the customer.</source>
        <translation>أُلغي البيع للعداد {meter}: أعد {amount} إلى العميل.</translation>
    </message>
    <message>
        <source>Unfinished sale to {meter}: {amount} of {time}, {received} received.</source>
        <translation>بيع غير مكتمل للعداد {meter}: {amount} في {time}، استُلم {received}.</translation>
    </message>
    <message>
        <source>No receipt was printed.</source>
        <translation>لم يُطبع إيصال.</translation>
    </message>
    <message>
        <source>The receipt waits for the printer.</source>
        <translation>الإيصال بانتظار الطابعة.</translation>
    </message>
    <message>
        <source>The receipt is being printed.</source>
        <translation>يُطبع الإيصال الآن.</translation>
    </message>
    <message>
        <source>The printer confirms the receipt.</source>
        <translation>أكدت الطابعة الإيصال.</translation>
    </message>
    <message>
        <source>The receipt went to the printer, which cannot confirm it.</source>
        <translation>أُرسل الإيصال إلى الطابعة، وهي لا تؤكد.</translation>
    </message>
    <message>
        <source>The receipt waits: check paper and printer. The code is good.</source>
        <translation>الإيصال ينتظر: افحص الورق والطابعة. الرمز صالح.</translation>
    </message>
    <message>
        <source>Did the receipt come out? Look, then say. The code is good.</source>
        <translation>هل خرج الإيصال؟ انظر ثم أجب. الرمز صالح.</translation>
    </message>
    <message>
        <source>Somebody looked after the receipt.</source>
        <translation>تولى أحدهم أمر الإيصال.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>Usual amounts</source>
        <translation>مبالغ معتادة</translation>
    </message>
    <message>
        <source>What the amount is made of</source>
        <translation>مم يتكون المبلغ</translation>
    </message>
    <message>
        <source>Customer gets</source>
        <translation>يحصل العميل على</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>فارغ</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>طباعة نسخة</translation>
    </message>
    <message>
        <source>Print the receipt once more, marked as a copy</source>
        <translation>طباعة الإيصال مرة أخرى كنسخة</translation>
    </message>
    <message>
        <source>It came out</source>
        <translation>خرج</translation>
    </message>
    <message>
        <source>It did not</source>
        <translation>لم يخرج</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>إدخال</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>العداد</translation>
    </message>
    <message>
        <source>Meter number, name or phone</source>
        <translation>رقم العداد أو الاسم أو الهاتف</translation>
    </message>
    <message>
        <source>Number, name or phone</source>
        <translation>رقم أو اسم أو هاتف</translation>
    </message>
    <message>
        <source>Meters found</source>
        <translation>العدادات الموجودة</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>الدفع</translation>
    </message>
    <message>
        <source>Cash received</source>
        <translation>النقد المستلم</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>Type units or money</source>
        <translation>كتابة وحدات أو نقود</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Bring back the cleared sale</source>
        <translation>استرجاع العملية الممسوحة</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>المستلم</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>المدفوع</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>المطلوب</translation>
    </message>
    <message>
        <source>Give change</source>
        <translation>أعد الباقي</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>الباقي</translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>سلّم</translation>
    </message>
    <message>
        <source>Last sales</source>
        <translation>آخر المبيعات</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Printer&apos;s address</source>
        <translation>عنوان الطابعة</translation>
    </message>
    <message>
        <source>Use this printer</source>
        <translation>استخدام هذه الطابعة</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>اللغة والمظهر</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>تباين عالٍ</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Larger than the window can hold is not shown.</source>
        <translation>لا يُعرض ما هو أكبر من سعة النافذة.</translation>
    </message>
    <message>
        <source>This terminal</source>
        <translation>هذا الجهاز</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} دقيقة</translation>
    </message>
    <message>
        <source>Lock when nobody touches anything for</source>
        <translation>القفل إذا لم يلمس أحد شيئًا مدة</translation>
    </message>
</context>
<context>
    <name>sold</name>
    <message>
        <source>QR code of the vend code</source>
        <translation>رمز QR لرمز البيع</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>Nobody signed in</source>
        <translation>لا أحد داخل</translation>
    </message>
    <message>
        <source>{name} · no shift</source>
        <translation>{name} · لا وردية</translation>
    </message>
    <message>
        <source>{name} · shift {shift}</source>
        <translation>{name} · الوردية {shift}</translation>
    </message>
    <message>
        <source>No shift is open: nothing can be sold.</source>
        <translation>لا وردية مفتوحة: لا يمكن بيع شيء.</translation>
    </message>
    <message>
        <source>The shift is open since {moment}.</source>
        <translation>الوردية مفتوحة منذ {moment}.</translation>
    </message>
    <message>
        <source>No head office</source>
        <translation>بلا إدارة</translation>
    </message>
    <message>
        <source>This terminal has joined no head office; it holds {all} entries.</source>
        <translation>لم ينضم هذا الجهاز إلى إدارة؛ لديه {all} قيدًا.</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>متصل</translation>
    </message>
    <message>
        <source>Online · {unsent} to send</source>
        <translation>متصل · {unsent} للإرسال</translation>
    </message>
    <message>
        <source>Offline · {unsent} to send</source>
        <translation>غير متصل · {unsent} للإرسال</translation>
    </message>
    <message>
        <source>Head office has {sent} of {all} entries. Selling goes on without it; nothing is lost.</source>
        <translation>لدى الإدارة {sent} من {all} قيدًا. البيع مستمر بدونها؛ لا يضيع شيء.</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>الطابعة</translation>
    </message>
    <message>
        <source>Receipts go to {address}.</source>
        <translation>تُطبع الإيصالات على {address}.</translation>
    </message>
    <message>
        <source>Printing · {count}</source>
        <translation>طباعة · {count}</translation>
    </message>
    <message>
        <source>Printer waits</source>
        <translation>الطابعة تنتظر</translation>
    </message>
    <message>
        <source>Receipts wait: check paper, cover and cable of the printer.</source>
        <translation>إيصالات تنتظر: افحص ورق الطابعة وغطاءها وسلكها.</translation>
    </message>
    <message>
        <source>Printed?</source>
        <translation>طُبع؟</translation>
    </message>
    <message>
        <source>It is not known whether a receipt came out. Look, then say.</source>
        <translation>لا يُعرف هل خرج إيصال. انظر ثم أجب.</translation>
    </message>
    <message>
        <source>{money} · {days} d</source>
        <translation>{money} · {days} يوم</translation>
    </message>
    <message>
        <source>May still sell {money} and {units} kWh; days left: {days}.</source>
        <translation>يمكن بيع {money} و⁦{units} kWh⁩ بعد؛ الأيام الباقية: {days}.</translation>
    </message>
    <message>
        <source>No allowance</source>
        <translation>لا إذن بالبيع</translation>
    </message>
    <message>
        <source>Head office has not allowed any sales here yet.</source>
        <translation>لم تسمح الإدارة بأي بيع هنا بعد.</translation>
    </message>
    <message>
        <source>Keys: no answer</source>
        <translation>المفاتيح: لا جواب</translation>
    </message>
    <message>
        <source>The key store does not answer; nothing can be sold now.</source>
        <translation>مخزن المفاتيح لا يجيب؛ لا يمكن بيع شيء الآن.</translation>
    </message>
    <message>
        <source>Hardware keys</source>
        <translation>مفاتيح عتادية</translation>
    </message>
    <message>
        <source>A hardware counter backs the allowance: theft is bounded by it.</source>
        <translation>عدّاد عتادي يسند الإذن: فهو يحد من السرقة.</translation>
    </message>
    <message>
        <source>Software keys</source>
        <translation>مفاتيح برمجية</translation>
    </message>
    <message>
        <source>Software alone backs the allowance: misuse is found when head office is reached.</source>
        <translation>البرنامج وحده يسند الإذن: يُكتشف سوء الاستخدام عند الاتصال بالإدارة.</translation>
    </message>
    <message>
        <source>Unfinished: {meter}, {amount}, {time}</source>
        <translation>غير مكتملة: {meter}، {amount}، {time}</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>العودة إلى البيع</translation>
    </message>
    <message>
        <source>An unexpected fault, reference {reference}. Check the last sale.</source>
        <translation>خطأ غير متوقع، المرجع {reference}. تحقق من آخر عملية.</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>تدريب</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>The vending keys are locked: nothing can be sold.</source>
        <translation>مفاتيح البيع مقفلة: لا يمكن بيع شيء.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>فتح القفل</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Hide the guide</source>
        <translation>إخفاء الدليل</translation>
    </message>
    <message>
        <source>Enter: next · Esc: back · F2: new sale · F3: find · F7: print again · F8: history · F12: lock · F1: all keys</source>
        <translation>Enter: التالي · Esc: رجوع · F2: بيع جديد · F3: بحث · F7: إعادة الطباعة · F8: السجل · F12: قفل · F1: كل المفاتيح</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>بيع</translation>
    </message>
    <message>
        <source>History</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>TRAINING — codes do not work on real meters</source>
        <translation>تدريب — الرموز لا تعمل على العدادات الحقيقية</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>قفل</translation>
    </message>
</context>
</TS>
