<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
    <name>batch</name>
    <message>
        <source>Choose a list: a CSV with the columns meter, amount.</source>
        <translation>اختر قائمة: ملف CSV بالعمودين meter و amount.</translation>
    </message>
    <message>
        <source>No list on a stick or in the terminal&apos;s folder “{folder}”. Type where it is.</source>
        <translation>لا قائمة على ذاكرة USB ولا في مجلد الجهاز «{folder}». اكتب مكانها.</translation>
    </message>
    <message>
        <source>Cut off: {run}</source>
        <translation>متوقف: {run}</translation>
    </message>
    <message>
        <source>Run “{run}”. Rows: {rows}. To be sold: {ready}, for {amount}.</source>
        <translation>الدفعة «{run}». الأسطر: {rows}. للبيع: {ready}، مقابل {amount}.</translation>
    </message>
    <message>
        <source>Sold in this run before, and not again: {sold}. A new run would sell them.</source>
        <translation>بيعت في هذه الدفعة ولا تُباع ثانية: {sold}. دفعة جديدة تبيعها.</translation>
    </message>
    <message>
        <source>Rows that cannot be sold: {count}. Each says why.</source>
        <translation>أسطر لا يمكن بيعها: {count}. كل منها يذكر السبب.</translation>
    </message>
    <message>
        <source>Bought the same amount minutes ago: {count}.</source>
        <translation>اشترت المبلغ نفسه قبل دقائق: {count}.</translation>
    </message>
    <message>
        <source>Rows done: {done} of {count}. Sold: {amount}.</source>
        <translation>الأسطر المنجزة: {done} من {count}. المبيع: {amount}.</translation>
    </message>
    <message>
        <source>Stopped. Rows done: {done} of {count}. It goes on where it stopped.</source>
        <translation>توقف. الأسطر المنجزة: {done} من {count}. يكمل من حيث توقف.</translation>
    </message>
    <message>
        <source>All done. Rows sold: {sold}, for {amount}. Left out: {left}.</source>
        <translation>اكتمل. الأسطر المبيعة: {sold}، بمبلغ {amount}. المتروكة: {left}.</translation>
    </message>
    <message>
        <source>Slips not printed yet: {count}. Look after the printer.</source>
        <translation>إيصالات لم تُطبع بعد: {count}. افحص الطابعة.</translation>
    </message>
    <message>
        <source>The codes are in {file}.</source>
        <translation>الرموز في {file}.</translation>
    </message>
    <message>
        <source>{units} kWh</source>
        <translation>{units} kWh</translation>
    </message>
    <message>
        <source>{units} kWh; bought minutes ago</source>
        <translation>{units} kWh؛ اشترى قبل دقائق</translation>
    </message>
    <message>
        <source>Sold before</source>
        <translation>بيع من قبل</translation>
    </message>
    <message>
        <source>Sold, {units} kWh</source>
        <translation>بيع، {units} kWh</translation>
    </message>
    <message>
        <source>Look at the list</source>
        <translation>عرض القائمة</translation>
    </message>
    <message>
        <source>Sell for {amount}, rows: {ready}</source>
        <translation>بيع بمبلغ {amount}، الأسطر: {ready}</translation>
    </message>
    <message>
        <source>Nothing left to sell</source>
        <translation>لا شيء للبيع</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Another list</source>
        <translation>قائمة أخرى</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>تُقرأ القائمة…</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>السطر</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>العداد</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>العميل</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Rows of the list</source>
        <translation>أسطر القائمة</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>القوائم</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>القائمة</translation>
    </message>
    <message>
        <source>Where the list is, as /media/stick/rents.csv</source>
        <translation>مكان القائمة، مثل /media/stick/rents.csv</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>اسم الدفعة</translation>
    </message>
    <message>
        <source>File&apos;s name and month</source>
        <translation>اسم الملف والشهر</translation>
    </message>
    <message>
        <source>A slip each</source>
        <translation>إيصال لكل سطر</translation>
    </message>
    <message>
        <source>One sheet</source>
        <translation>ورقة واحدة</translation>
    </message>
    <message>
        <source>Save one sheet</source>
        <translation>حفظ ورقة واحدة</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>Sell a list</source>
        <translation>بيع قائمة</translation>
    </message>
</context>
<context>
    <name>case</name>
    <message>
        <source>The code stays good for its meter. Say what went wrong: money goes back with a supervisor.</source>
        <translation>يبقى الرمز صالحًا لعداده. قل ما الخطأ: يُردّ المال مع مشرف.</translation>
    </message>
    <message>
        <source>Case {case}, {amount}: {reason}. Next: give the money back with a supervisor, or let a supervisor close it.</source>
        <translation>الحالة {case}، {amount}: {reason}. التالي: رُدّ المال مع مشرف، أو دع مشرفًا يغلقها.</translation>
    </message>
    <message>
        <source>Case {case}: {amount} went back on {day}, {approver}.</source>
        <translation>الحالة {case}: رُدّ {amount} في {day}، {approver}.</translation>
    </message>
    <message>
        <source>Case {case} was closed on {day}: {outcome}.</source>
        <translation>أُغلقت الحالة {case} في {day}: {outcome}.</translation>
    </message>
    <message>
        <source>How was case {case} settled? No money goes back.</source>
        <translation>كيف سُوّيت الحالة {case}؟ لا يُردّ مال.</translation>
    </message>
    <message>
        <source>{amount} goes back to the customer in cash: a supervisor signs.</source>
        <translation>يُردّ {amount} للعميل نقدًا: يوقّع مشرف.</translation>
    </message>
    <message>
        <source>Wrong meter</source>
        <translation>عداد خاطئ</translation>
    </message>
    <message>
        <source>Wrong amount</source>
        <translation>مبلغ خاطئ</translation>
    </message>
    <message>
        <source>Sold twice</source>
        <translation>بيع مرتين</translation>
    </message>
    <message>
        <source>Code refused</source>
        <translation>رُفض الرمز</translation>
    </message>
    <message>
        <source>Customer keeps it</source>
        <translation>يحتفظ به العميل</translation>
    </message>
    <message>
        <source>Code works now</source>
        <translation>الرمز يعمل الآن</translation>
    </message>
    <message>
        <source>Utility settles it</source>
        <translation>يسويها المرفق</translation>
    </message>
    <message>
        <source>Opened by mistake</source>
        <translation>فُتحت خطأً</translation>
    </message>
    <message>
        <source>Say what went wrong</source>
        <translation>قل ما الخطأ</translation>
    </message>
    <message>
        <source>Say how it was settled</source>
        <translation>قل كيف سُوّيت</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>فتح حالة</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>إغلاق الحالة</translation>
    </message>
    <message>
        <source>Writing it down…</source>
        <translation>يُسجَّل…</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Meter that was meant, if known</source>
        <translation>العداد المقصود إن عُرف</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>الحالات المفتوحة</translation>
    </message>
    <message>
        <source>No open cases.</source>
        <translation>لا حالات مفتوحة.</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>هناك خطأ</translation>
    </message>
    <message>
        <source>Give the money back</source>
        <translation>ردّ المال</translation>
    </message>
</context>
<context>
    <name>cash</name>
    <message>
        <source>Closed shifts</source>
        <translation>الورديات المغلقة</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>طباعة</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>التقرير</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>الرقم</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>الإغلاق</translation>
    </message>
    <message>
        <source>Over or short</source>
        <translation>زيادة أو نقص</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>وقّعه</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>الدرج</translation>
    </message>
    <message>
        <source>Cash-up</source>
        <translation>إقفال الصندوق</translation>
    </message>
    <message>
        <source>X and Z reports</source>
        <translation>تقارير X وZ</translation>
    </message>
    <message>
        <source>Shift {shift} · {keeper} · since {moment}</source>
        <translation>الوردية {shift} · {keeper} · منذ {moment}</translation>
    </message>
    <message>
        <source>No shift is open. Count what is in the drawer.</source>
        <translation>لا وردية مفتوحة. اجرد ما في الدرج.</translation>
    </message>
    <message>
        <source>The drawer holds more than {limit}. Drop cash into the safe, with a bag number.</source>
        <translation>في الدرج أكثر من {limit}. ضع نقدًا في الخزنة مع رقم الكيس.</translation>
    </message>
    <message>
        <source>Open the shift with {amount}</source>
        <translation>فتح الوردية بمبلغ {amount}</translation>
    </message>
    <message>
        <source>Count first; an empty drawer is a 0</source>
        <translation>اجرد أولًا؛ الدرج الفارغ 0</translation>
    </message>
    <message>
        <source>Shift {shift} is open with {amount}.</source>
        <translation>الوردية {shift} مفتوحة بمبلغ {amount}.</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>جارٍ العمل…</translation>
    </message>
    <message>
        <source>Pay in</source>
        <translation>إيداع</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>صرف</translation>
    </message>
    <message>
        <source>To safe</source>
        <translation>إلى الخزنة</translation>
    </message>
    <message>
        <source>To bank</source>
        <translation>إلى البنك</translation>
    </message>
    <message>
        <source>No sale</source>
        <translation>بلا بيع</translation>
    </message>
    <message>
        <source>Pay in {amount}</source>
        <translation>إيداع {amount}</translation>
    </message>
    <message>
        <source>Pay out {amount}</source>
        <translation>صرف {amount}</translation>
    </message>
    <message>
        <source>Drop {amount} to the safe</source>
        <translation>وضع {amount} في الخزنة</translation>
    </message>
    <message>
        <source>Deposit {amount} to the bank</source>
        <translation>إيداع {amount} في البنك</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>فتح الدرج</translation>
    </message>
    <message>
        <source>{amount} paid in, entry {entry}.</source>
        <translation>أُودع {amount}، القيد {entry}.</translation>
    </message>
    <message>
        <source>{amount} paid out, entry {entry}.</source>
        <translation>صُرف {amount}، القيد {entry}.</translation>
    </message>
    <message>
        <source>{amount} dropped to the safe, entry {entry}. Bag it now.</source>
        <translation>وُضع {amount} في الخزنة، القيد {entry}. ضعه في الكيس الآن.</translation>
    </message>
    <message>
        <source>{amount} for the bank, entry {entry}. The slip goes with it.</source>
        <translation>{amount} للبنك، القيد {entry}. القسيمة ترافقه.</translation>
    </message>
    <message>
        <source>It is written down why.</source>
        <translation>سُجّل السبب.</translation>
    </message>
    <message>
        <source>Type the amount</source>
        <translation>اكتب المبلغ</translation>
    </message>
    <message>
        <source>Say why</source>
        <translation>اذكر السبب</translation>
    </message>
    <message>
        <source>Ask a supervisor</source>
        <translation>اطلب مشرفًا</translation>
    </message>
    <message>
        <source>{asked} is above your limit of {limit}. A supervisor signs here.</source>
        <translation>{asked} يتجاوز حدّك {limit}. يوقّع مشرف هنا.</translation>
    </message>
    <message>
        <source>Copy {copy} needs a supervisor, who signs here. Without one: {limit} at most.</source>
        <translation>النسخة {copy} تحتاج مشرفاً يوقّع هنا. بدونه: {limit} على الأكثر.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>توقيع</translation>
    </message>
    <message>
        <source>Choose who signs</source>
        <translation>اختر من يوقّع</translation>
    </message>
    <message>
        <source>No other supervisor</source>
        <translation>لا مشرف آخر</translation>
    </message>
    <message>
        <source>Change for notes</source>
        <translation>فكة مقابل أوراق</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>غير ذلك</translation>
    </message>
    <message>
        <source>More change</source>
        <translation>مزيد من الفكة</translation>
    </message>
    <message>
        <source>Cash found</source>
        <translation>نقد وُجد</translation>
    </message>
    <message>
        <source>Loan from owner</source>
        <translation>قرض من المالك</translation>
    </message>
    <message>
        <source>Supplies</source>
        <translation>لوازم</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>نقل</translation>
    </message>
    <message>
        <source>Paid to owner</source>
        <translation>دُفع للمالك</translation>
    </message>
    <message>
        <source>Too much cash</source>
        <translation>نقد كثير</translation>
    </message>
    <message>
        <source>End of day</source>
        <translation>نهاية اليوم</translation>
    </message>
    <message>
        <source>Shift ends</source>
        <translation>انتهاء الوردية</translation>
    </message>
    <message>
        <source>Daily takings</source>
        <translation>حصيلة اليوم</translation>
    </message>
    <message>
        <source>Courier</source>
        <translation>ناقل النقد</translation>
    </message>
    <message>
        <source>Wrong change</source>
        <translation>باقٍ خاطئ</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>تحقق</translation>
    </message>
    <message>
        <source>Miscounted</source>
        <translation>خطأ في العد</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>غير مكتوب</translation>
    </message>
    <message>
        <source>False note</source>
        <translation>ورقة مزورة</translation>
    </message>
    <message>
        <source>Torn note</source>
        <translation>ورقة ممزقة</translation>
    </message>
    <message>
        <source>Theft</source>
        <translation>سرقة</translation>
    </message>
    <message>
        <source>1 Count</source>
        <translation>1 الجرد</translation>
    </message>
    <message>
        <source>2 Explain</source>
        <translation>2 التوضيح</translation>
    </message>
    <message>
        <source>3 Sign</source>
        <translation>3 التوقيع</translation>
    </message>
    <message>
        <source>4 Z report</source>
        <translation>4 تقرير Z</translation>
    </message>
    <message>
        <source>What should be there is shown once the count is final.</source>
        <translation>يظهر المتوقع بعد أن يصبح الجرد نهائيًا.</translation>
    </message>
    <message>
        <source>Drops and deposits: {count}</source>
        <translation>الخزنة والبنك: {count}</translation>
    </message>
    <message>
        <source>Go on with the count of {amount}</source>
        <translation>متابعة جرد {amount}</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>حفظ وإيقاف</translation>
    </message>
    <message>
        <source>Count once more</source>
        <translation>إعادة الجرد</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>إعادة الطباعة</translation>
    </message>
    <message>
        <source>Open a shift</source>
        <translation>فتح وردية</translation>
    </message>
    <message>
        <source>Say why it is over or short</source>
        <translation>اذكر سبب الزيادة أو النقص</translation>
    </message>
    <message>
        <source>Count is final: {amount}</source>
        <translation>الجرد نهائي: {amount}</translation>
    </message>
    <message>
        <source>The count is kept. Go on with it when you like.</source>
        <translation>حُفظ الجرد. تابعه متى شئت.</translation>
    </message>
    <message>
        <source>Cash moved after the count, so it is void. Count once more.</source>
        <translation>تحرك النقد بعد الجرد فهو لاغٍ. أعد الجرد.</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>المعدود</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>المتوقع</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>زيادة</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>نقص</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>مطابق</translation>
    </message>
    <message>
        <source>Cash received</source>
        <translation>النقد المستلم</translation>
    </message>
    <message>
        <source>Change given</source>
        <translation>الباقي المعاد</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>المبالغ المردودة</translation>
    </message>
    <message>
        <source>Drops and deposits</source>
        <translation>الخزنة والبنك</translation>
    </message>
    <message>
        <source>Go on to signing</source>
        <translation>الانتقال إلى التوقيع</translation>
    </message>
    <message>
        <source>Close shift {shift}</source>
        <translation>إغلاق الوردية {shift}</translation>
    </message>
    <message>
        <source>Hand the drawer to {name}</source>
        <translation>تسليم الدرج إلى {name}</translation>
    </message>
    <message>
        <source>{name} answers for the drawer now.</source>
        <translation>{name} مسؤول عن الدرج الآن.</translation>
    </message>
    <message>
        <source>Close the shift</source>
        <translation>إغلاق الوردية</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>تسليم</translation>
    </message>
    <message>
        <source>Whoever takes the drawer over signs; the shift goes on.</source>
        <translation>من يستلم الدرج يوقّع؛ وتستمر الوردية.</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>العودة إلى البيع</translation>
    </message>
    <message>
        <source>Type the bag&apos;s number</source>
        <translation>اكتب رقم الكيس</translation>
    </message>
    <message>
        <source>Somebody else signs as well: {name} stays signed in.</source>
        <translation>يوقّع شخص آخر أيضًا: يبقى {name} داخلًا.</translation>
    </message>
    <message>
        <source>Shift {shift} is closed: Z report {number}.</source>
        <translation>أُغلقت الوردية {shift}: تقرير Z رقم {number}.</translation>
    </message>
    <message>
        <source>Open the next shift</source>
        <translation>فتح الوردية التالية</translation>
    </message>
    <message>
        <source>Sale to {meter}, {amount}, {time}: not finished</source>
        <translation>بيع للعداد {meter}، {amount}، {time}: لم يكتمل</translation>
    </message>
    <message>
        <source>Receipt for {meter}, {amount}, {time}: did it come out?</source>
        <translation>إيصال العداد {meter}، {amount}، {time}: هل خرج؟</translation>
    </message>
    <message>
        <source>A paper of {time}: did it come out?</source>
        <translation>ورقة الساعة {time}: هل خرجت؟</translation>
    </message>
    <message>
        <source>Settle these first</source>
        <translation>سوِّ هذه أولًا</translation>
    </message>
    <message>
        <source>The shift cannot be closed over these. Settle them first.</source>
        <translation>لا تُغلق الوردية مع هذه. سوِّها أولًا.</translation>
    </message>
    <message>
        <source>See the X report</source>
        <translation>عرض تقرير X</translation>
    </message>
    <message>
        <source>That you looked at what should be there is written down.</source>
        <translation>سُجّل أنك اطلعت على المتوقع.</translation>
    </message>
    <message>
        <source>Printed.</source>
        <translation>طُبع.</translation>
    </message>
    <message>
        <source>It waits for the printer.</source>
        <translation>ينتظر الطابعة.</translation>
    </message>
    <message>
        <source>It is not known whether it came out. Look.</source>
        <translation>لا يُعرف هل خرج. انظر.</translation>
    </message>
    <message>
        <source>Shift opened</source>
        <translation>فُتحت الوردية</translation>
    </message>
    <message>
        <source>Shift closed</source>
        <translation>أُغلقت الوردية</translation>
    </message>
    <message>
        <source>Drop to safe</source>
        <translation>وضع في الخزنة</translation>
    </message>
    <message>
        <source>Bank deposit</source>
        <translation>إيداع بنكي</translation>
    </message>
    <message>
        <source>Drawer opened</source>
        <translation>فُتح الدرج</translation>
    </message>
    <message>
        <source>Agent&apos;s float paid up</source>
        <translation>دُفع رصيد الوكيل</translation>
    </message>
    <message>
        <source>Agent&apos;s float rules</source>
        <translation>قواعد رصيد الوكيل</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>سُلّم</translation>
    </message>
    <message>
        <source>Clock moved</source>
        <translation>تحركت الساعة</translation>
    </message>
    <message>
        <source>Customer forgotten</source>
        <translation>نُسي العميل</translation>
    </message>
    <message>
        <source>Case opened</source>
        <translation>فُتحت حالة</translation>
    </message>
    <message>
        <source>Case closed</source>
        <translation>أُغلقت الحالة</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>رُدّ المبلغ</translation>
    </message>
    <message>
        <source>Expected shown</source>
        <translation>عُرض المتوقع</translation>
    </message>
    <message>
        <source>Sale cancelled</source>
        <translation>أُلغي بيع</translation>
    </message>
    <message>
        <source>Sale after close</source>
        <translation>بيع بعد الإغلاق</translation>
    </message>
    <message>
        <source>Copy printed</source>
        <translation>طُبعت نسخة</translation>
    </message>
    <message>
        <source>Clock accepted</source>
        <translation>قُبلت الساعة</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>رُفض الدخول</translation>
    </message>
    <message>
        <source>Person added</source>
        <translation>أُضيف شخص</translation>
    </message>
    <message>
        <source>Person changed</source>
        <translation>عُدّل شخص</translation>
    </message>
    <message>
        <source>Person removed</source>
        <translation>أُزيل شخص</translation>
    </message>
    <message>
        <source>PIN changed</source>
        <translation>تغيّر الرقم السري</translation>
    </message>
    <message>
        <source>PIN by recovery code</source>
        <translation>رقم سري برمز الاسترداد</translation>
    </message>
    <message>
        <source>PIN by head office</source>
        <translation>رقم سري من الإدارة</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>رصيد البداية</translation>
    </message>
    <message>
        <source>Counted, pieces: {pieces}</source>
        <translation>المعدود، القطع: {pieces}</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>مدفوع إلى الدرج</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>مدفوع من الدرج</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>تقرير Z</translation>
    </message>
    <message>
        <source>What is signed</source>
        <translation>ما يُوقَّع</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>لوحة الأرقام</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>To be settled</source>
        <translation>للتسوية</translation>
    </message>
    <message>
        <source>Finish or cancel it</source>
        <translation>أكمله أو ألغه</translation>
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
        <source>Next</source>
        <translation>التالي</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>Bag or paper no.</source>
        <translation>رقم الكيس أو الورقة</translation>
    </message>
    <message>
        <source>This shift&apos;s slips</source>
        <translation>قسائم هذه الوردية</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>What</source>
        <translation>ماذا</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>القسيمة</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>من يوقّع</translation>
    </message>
</context>
<context>
    <name>codes</name>
    <message>
        <source>Key change</source>
        <translation>تغيير المفتاح</translation>
    </message>
    <message>
        <source>Free units</source>
        <translation>الوحدات المجانية</translation>
    </message>
    <message>
        <source>Clear credit</source>
        <translation>مسح الرصيد</translation>
    </message>
    <message>
        <source>Clear tamper</source>
        <translation>مسح العبث</translation>
    </message>
    <message>
        <source>Power limit</source>
        <translation>حد القدرة</translation>
    </message>
    <message>
        <source>Phase limit</source>
        <translation>حد الطور</translation>
    </message>
    <message>
        <source>Meter test</source>
        <translation>اختبار العداد</translation>
    </message>
    <message>
        <source>Other key</source>
        <translation>مفتاح آخر</translation>
    </message>
    <message>
        <source>Ask the customer first: codes bought earlier must be typed before. Then all codes of the set, in order.</source>
        <translation>اسأل العميل أولًا: تُكتب الرموز المشتراة سابقًا قبلها. ثم كل رموز المجموعة بالترتيب.</translation>
    </message>
    <message>
        <source>What the tariff owes this month, whole or a part of it.</source>
        <translation>ما تمنحه التعرفة هذا الشهر، كله أو بعضه.</translation>
    </message>
    <message>
        <source>The meter&apos;s credit is gone once this code is typed.</source>
        <translation>يزول رصيد العداد فور كتابة هذا الرمز.</translation>
    </message>
    <message>
        <source>Look at the meter and its seals before you give this code.</source>
        <translation>انظر إلى العداد وأختامه قبل إعطاء هذا الرمز.</translation>
    </message>
    <message>
        <source>Above this power the meter switches off.</source>
        <translation>فوق هذه القدرة يفصل العداد.</translation>
    </message>
    <message>
        <source>Above this difference between phases the meter switches off.</source>
        <translation>فوق هذا الفرق بين الأطوار يفصل العداد.</translation>
    </message>
    <message>
        <source>The meter tests itself; nothing is set.</source>
        <translation>يختبر العداد نفسه؛ لا يُضبط شيء.</translation>
    </message>
    <message>
        <source>Sale and key change crossed: the sale&apos;s codes under the other key. Once.</source>
        <translation>تقاطع البيع وتغيير المفتاح: رموز البيع بالمفتاح الآخر. مرة واحدة.</translation>
    </message>
    <message>
        <source>Meters that need a new key: {count}. First of all:</source>
        <translation>عدادات تحتاج مفتاحًا جديدًا: {count}. أولها:</translation>
    </message>
    <message>
        <source>Give the codes</source>
        <translation>إعطاء الرموز</translation>
    </message>
    <message>
        <source>Which meter?</source>
        <translation>أي عداد؟</translation>
    </message>
    <message>
        <source>Type the receipt number</source>
        <translation>اكتب رقم الإيصال</translation>
    </message>
    <message>
        <source>Type the value</source>
        <translation>اكتب القيمة</translation>
    </message>
    <message>
        <source>Choose who approves</source>
        <translation>اختر من يوافق</translation>
    </message>
    <message>
        <source>Making the codes…</source>
        <translation>تُصنع الرموز…</translation>
    </message>
    <message>
        <source>Meter number</source>
        <translation>رقم العداد</translation>
    </message>
    <message>
        <source>Units or watts</source>
        <translation>وحدات أو واط</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Who approves</source>
        <translation>من يوافق</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>مفاتيح جديدة</translation>
    </message>
    <message>
        <source>Codes without a sale</source>
        <translation>رموز بلا بيع</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>شخص ثانٍ</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>الإيصال</translation>
    </message>
    <message>
        <source>Watts</source>
        <translation>واط</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>ك.و.س</translation>
    </message>
</context>
<context>
    <name>custody</name>
    <message>
        <source>Bring a component</source>
        <translation>إحضار جزء</translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation>تسليمه</translation>
    </message>
    <message>
        <source>Back to the letter</source>
        <translation>عودة إلى الرسالة</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>أخذه</translation>
    </message>
    <message>
        <source>Forget the components</source>
        <translation>نسيان الأجزاء</translation>
    </message>
    <message>
        <source>Type what the letter says</source>
        <translation>اكتب ما في الرسالة</translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>اختر واحدًا</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>جارٍ العمل…</translation>
    </message>
    <message>
        <source>A key is loaded by two to five people. Each signs in and brings one component, alone.</source>
        <translation>يحمّل المفتاح شخصان إلى خمسة. يسجّل كل منهم دخوله ويحضر جزءًا وحده.</translation>
    </message>
    <message>
        <source>Components are missing. The next custodian signs in: F12.</source>
        <translation>تنقص أجزاء. يسجّل الأمين التالي دخوله: F12.</translation>
    </message>
    <message>
        <source>{name}, you alone see your letter. The component is not shown.</source>
        <translation>{name}: لا يُعرض جزؤك لأحد.</translation>
    </message>
    <message>
        <source>Of this key {have} of {of} components are in: {names}.</source>
        <translation>من هذا المفتاح وصل {have} من {of} أجزاء: {names}.</translation>
    </message>
    <message>
        <source>Key {waiting} waits for components; this letter is of {letter}.</source>
        <translation>المفتاح {waiting} ينتظر أجزاء؛ هذه الرسالة من {letter}.</translation>
    </message>
    <message>
        <source>Key {waiting} still waits for components. Is {letter} a second key to begin beside it?</source>
        <translation>المفتاح {waiting} لا يزال ينتظر أجزاء. هل {letter} مفتاح ثانٍ يُبدأ بجانبه؟</translation>
    </message>
    <message>
        <source>Put in the stick with the key or the lease that head office sent.</source>
        <translation>أدخل ذاكرة USB وفيها المفتاح أو الإذن الذي أرسلته الإدارة.</translation>
    </message>
    <message>
        <source>What is in of this key is forgotten, and all its custodians begin again.</source>
        <translation>يُنسى ما وصل من هذا المفتاح، ويبدأ كل أمنائه من جديد.</translation>
    </message>
    <message>
        <source>Component {value} is in, {have} of {of}. Compare it with the letter.</source>
        <translation>وصل الجزء {value}، {have} من {of}. قارنه بالرسالة.</translation>
    </message>
    <message>
        <source>The key of {group}, revision {revision}, is loaded: check value {value}. Compare it.</source>
        <translation>حُمّل مفتاح {group}، المراجعة {revision}: قيمة التحقق {value}. قارنها.</translation>
    </message>
    <message>
        <source>Lease no. {serial} holds until {day}.</source>
        <translation>الإذن رقم {serial} صالح حتى {day}.</translation>
    </message>
    <message>
        <source>The components are forgotten.</source>
        <translation>نُسيت الأجزاء.</translation>
    </message>
    <message>
        <source>Put in a stick first.</source>
        <translation>أدخل ذاكرة USB أولًا.</translation>
    </message>
    <message>
        <source>No stick that is in holds a key or a lease.</source>
        <translation>لا ذاكرة موصولة تحمل مفتاحاً أو إذناً.</translation>
    </message>
    <message>
        <source>The public key is on the stick: {name}</source>
        <translation>المفتاح العام على ذاكرة USB: {name}</translation>
    </message>
    <message>
        <source>Key store</source>
        <translation>مخزن المفاتيح</translation>
    </message>
    <message>
        <source>{tier}, open</source>
        <translation>{tier}، مفتوح</translation>
    </message>
    <message>
        <source>{tier}, locked</source>
        <translation>{tier}، مقفل</translation>
    </message>
    <message>
        <source>Software: misuse is found, not bounded</source>
        <translation>برمجي: تُكشف الإساءة ولا تُحدّ</translation>
    </message>
    <message>
        <source>Hardware: misuse is bounded</source>
        <translation>عتادي: الإساءة محدودة</translation>
    </message>
    <message>
        <source>Keys are kept in</source>
        <translation>تُحفظ المفاتيح في</translation>
    </message>
    <message>
        <source>EA07 tables</source>
        <translation>جداول EA07</translation>
    </message>
    <message>
        <source>{group}, revision {revision}</source>
        <translation>{group}، المراجعة {revision}</translation>
    </message>
    <message>
        <source>{have} of {of} components are in: {names}</source>
        <translation>وصل {have} من {of} أجزاء: {names}</translation>
    </message>
    <message>
        <source>None: nothing can be sold</source>
        <translation>لا شيء: لا يمكن البيع</translation>
    </message>
    <message>
        <source>Lease</source>
        <translation>الإذن</translation>
    </message>
    <message>
        <source>No. {serial} until {day}, days left: {days}</source>
        <translation>رقم {serial} حتى {day}، الأيام الباقية: {days}</translation>
    </message>
    <message>
        <source>Money left</source>
        <translation>المال المتبقي</translation>
    </message>
    <message>
        <source>Energy left</source>
        <translation>الطاقة المتبقية</translation>
    </message>
    <message>
        <source>{left} of {all}</source>
        <translation>{left} من {all}</translation>
    </message>
    <message>
        <source>{units} kWh</source>
        <translation>{units} kWh</translation>
    </message>
    <message>
        <source>For one meter a day</source>
        <translation>للعداد الواحد يوميًا</translation>
    </message>
    <message>
        <source>Codes without cash left today</source>
        <translation>رموز بلا نقد متبقية اليوم</translation>
    </message>
    <message>
        <source>free {free}, engineering {engineering}, key change {key_change}</source>
        <translation>مجانية {free}، فنية {engineering}، تغيير مفتاح {key_change}</translation>
    </message>
    <message>
        <source>Lost by crashes</source>
        <translation>ضاع بالأعطال</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>المجموعة</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>المراجعة</translation>
    </message>
    <message>
        <source>UTC hours</source>
        <translation>ساعات UTC</translation>
    </message>
    <message>
        <source>Unique</source>
        <translation>فريد</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>افتراضي</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>الأساس</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>الأجزاء</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>الجزء</translation>
    </message>
    <message>
        <source>Its check value</source>
        <translation>قيمة تحققه</translation>
    </message>
    <message>
        <source>That of the key</source>
        <translation>قيمة المفتاح</translation>
    </message>
    <message>
        <source>What to choose from</source>
        <translation>ما يُختار منه</translation>
    </message>
    <message>
        <source>Component: {count} of {all} digits</source>
        <translation>الجزء: {count} من {all} خانة</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>ينتهي</translation>
    </message>
    <message>
        <source>Check value</source>
        <translation>قيمة التحقق</translation>
    </message>
    <message>
        <source>Keys and lease</source>
        <translation>المفاتيح والإذن</translation>
    </message>
    <message>
        <source>Key or lease from a stick</source>
        <translation>مفتاح أو إذن من ذاكرة USB</translation>
    </message>
    <message>
        <source>Public key to the stick</source>
        <translation>المفتاح العام إلى USB</translation>
    </message>
    <message>
        <source>Forget components that wait</source>
        <translation>نسيان الأجزاء المنتظرة</translation>
    </message>
    <message>
        <source>Begin a second key</source>
        <translation>بدء مفتاح ثانٍ</translation>
    </message>
    <message>
        <source>Look at the stick again</source>
        <translation>إعادة قراءة USB</translation>
    </message>
    <message>
        <source>Loading keys</source>
        <translation>تحميل المفاتيح</translation>
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
        <source>Papers are printed in {language} from now on.</source>
        <translation>تُطبع الأوراق من الآن بـ{language}.</translation>
    </message>
    <message>
        <source>What you print is in {language} from now on.</source>
        <translation>ما تطبعه من الآن بـ{language}.</translation>
    </message>
    <message>
        <source>Copies of a paper without a supervisor: {copies}.</source>
        <translation>نسخ الورقة بلا مشرف: {copies}.</translation>
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
        <source>Ctrl+F1 to F9: that person&apos;s PIN, at any time.</source>
        <translation>Ctrl+F1 إلى F9: رقم ذلك الشخص في أي وقت.</translation>
    </message>
    <message>
        <source>Fill in the training PIN</source>
        <translation>تعبئة رقم التدريب السري</translation>
    </message>
    <message>
        <source>PIN forgotten</source>
        <translation>نُسي الرقم السري</translation>
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
    <name>facts</name>
    <message>
        <source>codes cannot make this change</source>
        <translation>الرموز لا تستطيع هذا التغيير</translation>
    </message>
    <message>
        <source>one of the two keys is not here</source>
        <translation>أحد المفتاحين ليس هنا</translation>
    </message>
    <message>
        <source>it holds that key</source>
        <translation>لديه هذا المفتاح</translation>
    </message>
    <message>
        <source>open</source>
        <translation>مفتوح</translation>
    </message>
    <message>
        <source>closed, no money went back</source>
        <translation>أُغلق، ولم يُردّ مال</translation>
    </message>
    <message>
        <source>the money went back</source>
        <translation>رُدّ المال</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>إنه مجلد</translation>
    </message>
    <message>
        <source>the system does not permit it</source>
        <translation>النظام لا يسمح بذلك</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>إنه كبير جداً</translation>
    </message>
    <message>
        <source>it is a pipe or a device</source>
        <translation>إنه أنبوب أو جهاز</translation>
    </message>
    <message>
        <source>the next key has expired</source>
        <translation>انتهى المفتاح التالي</translation>
    </message>
    <message>
        <source>the next key is not valid yet</source>
        <translation>المفتاح التالي لم يسرِ بعد</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>محظور</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>مفقود</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>مُزال</translation>
    </message>
    <message>
        <source>stolen</source>
        <translation>مسروق</translation>
    </message>
    <message>
        <source>water</source>
        <translation>ماء</translation>
    </message>
    <message>
        <source>gas</source>
        <translation>غازاً</translation>
    </message>
    <message>
        <source>time</source>
        <translation>وقتاً</translation>
    </message>
    <message>
        <source>to meters that count electricity in money</source>
        <translation>لعدّادات تعدّ الكهرباء مالاً</translation>
    </message>
    <message>
        <source>to meters that count water in money</source>
        <translation>لعدّادات تعدّ الماء مالاً</translation>
    </message>
    <message>
        <source>to meters that count gas in money</source>
        <translation>لعدّادات تعدّ الغاز مالاً</translation>
    </message>
    <message>
        <source>to meters that count time in money</source>
        <translation>لعدّادات تعدّ الوقت مالاً</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>لا يوجد مجلد كهذا</translation>
    </message>
    <message>
        <source>there is no room left</source>
        <translation>لم يبق مكان</translation>
    </message>
    <message>
        <source>money</source>
        <translation>المال</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>الطاقة</translation>
    </message>
    <message>
        <source>energy of this meter today</source>
        <translation>طاقة هذا العدّاد اليوم</translation>
    </message>
    <message>
        <source>free units today</source>
        <translation>الوحدات المجانية اليوم</translation>
    </message>
    <message>
        <source>engineering codes today</source>
        <translation>الرموز الفنية اليوم</translation>
    </message>
    <message>
        <source>key changes today</source>
        <translation>تغييرات المفتاح اليوم</translation>
    </message>
    <message>
        <source>they were not made here</source>
        <translation>لم تُصنع هنا</translation>
    </message>
    <message>
        <source>its meter had no key change</source>
        <translation>لم يتغير مفتاح عدّاده</translation>
    </message>
    <message>
        <source>they are under that key</source>
        <translation>هي تحت هذا المفتاح</translation>
    </message>
    <message>
        <source>the base dates differ: open a case of the sale</source>
        <translation>تاريخا الأساس مختلفان: افتح حالة للبيع</translation>
    </message>
    <message>
        <source>they were made again before</source>
        <translation>أُعيد صنعها من قبل</translation>
    </message>
</context>
<context>
    <name>float</name>
    <message>
        <source>Agent&apos;s float</source>
        <translation>رصيد الوكيل</translation>
    </message>
    <message>
        <source>No float is kept here. A supervisor begins one: float policy.</source>
        <translation>لا رصيد وكيل هنا. يبدأ مشرف واحدًا: float policy.</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>المتبقي</translation>
    </message>
    <message>
        <source>{left} of the agent&apos;s float is left. Pay the utility soon.</source>
        <translation>بقي {left} من رصيد الوكيل. ادفع للمرفق قريبًا.</translation>
    </message>
    <message>
        <source>The agent&apos;s float is used up. Pay the utility, then top it up.</source>
        <translation>نفد رصيد الوكيل. ادفع للمرفق ثم اشحنه.</translation>
    </message>
    <message>
        <source>Warned below</source>
        <translation>التنبيه دون</translation>
    </message>
    <message>
        <source>Paid to the utility</source>
        <translation>دُفع للمرفق</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>مُباع</translation>
    </message>
    <message>
        <source>Earned, {percent} %</source>
        <translation>المكتسب، {percent} %</translation>
    </message>
    <message>
        <source>Of it added</source>
        <translation>أُضيف منه</translation>
    </message>
    <message>
        <source>Top up {amount}</source>
        <translation>شحن {amount}</translation>
    </message>
    <message>
        <source>Type what was paid</source>
        <translation>اكتب ما دُفع</translation>
    </message>
    <message>
        <source>Type the slip&apos;s number</source>
        <translation>اكتب رقم القسيمة</translation>
    </message>
    <message>
        <source>{amount} topped up.</source>
        <translation>شُحن {amount}.</translation>
    </message>
    <message>
        <source>A top-up is a supervisor&apos;s word, who signs here.</source>
        <translation>الشحن كلمة مشرف يوقّع هنا.</translation>
    </message>
    <message>
        <source>Day (UTC)</source>
        <translation>اليوم (UTC)</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>المبيعات</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>المدفوع</translation>
    </message>
    <message>
        <source>Commission</source>
        <translation>العمولة</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>كشف الحساب</translation>
    </message>
    <message>
        <source>Slip or transfer no.</source>
        <translation>رقم القسيمة أو التحويل</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>رصيد الوكيل</translation>
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
        <source>Issued</source>
        <translation>صدر</translation>
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
        <source>Receipt, code, amount, customer, meter or day</source>
        <translation>إيصال أو رمز أو مبلغ أو عميل أو عداد أو يوم</translation>
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
    <message>
        <source>Statement</source>
        <translation>كشف الحساب</translation>
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
    <message>
        <source>Capital letters</source>
        <translation>أحرف كبيرة</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>حذف آخر حرف</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>مسافة</translation>
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
        <source>Drawer: open a shift, move cash, open it without a sale</source>
        <translation>الدرج: فتح وردية، نقل نقد، فتحه بلا بيع</translation>
    </message>
    <message>
        <source>Cash-up</source>
        <translation>إقفال الصندوق</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>التقارير</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>قفل</translation>
    </message>
    <message>
        <source>Switch to the first…ninth person; their PIN ends it</source>
        <translation>الانتقال إلى الشخص الأول…التاسع؛ رقمه السري يؤكد</translation>
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
        <source>Accepted: the meter did what the code says.</source>
        <translation>مقبول: نفّذ العداد ما يقوله الرمز.</translation>
    </message>
    <message>
        <source>A part of a new key is taken; type the other parts as well.</source>
        <translation>أُخذ جزء من مفتاح جديد؛ اكتب الأجزاء الأخرى أيضًا.</translation>
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
    <name>people</name>
    <message>
        <source>Agent</source>
        <translation>وكيل</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>مشرف</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>فني</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>مدقق</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>إضافة شخص</translation>
    </message>
    <message>
        <source>Role and limits of {name}</source>
        <translation>دور {name} وحدوده</translation>
    </message>
    <message>
        <source>A new PIN for {name}</source>
        <translation>رقم سري جديد لـ {name}</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>إزالة {name}</translation>
    </message>
    <message>
        <source>{name} cannot sign in any more. What {name} did stays written.</source>
        <translation>لا يستطيع {name} الدخول بعد الآن. ما فعله {name} يبقى مسجلًا.</translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>إضافة {name}</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>تعديل {name}</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>تعيين الرقم السري</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>اختر شخصًا</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>اكتب اسمًا</translation>
    </message>
    <message>
        <source>{name} may sign in now.</source>
        <translation>يمكن لـ {name} الدخول الآن.</translation>
    </message>
    <message>
        <source>{name} is changed; it holds from the next sign-in.</source>
        <translation>عُدّل {name}؛ يسري ذلك من الدخول التالي.</translation>
    </message>
    <message>
        <source>{name} has another PIN now.</source>
        <translation>لدى {name} رقم سري آخر الآن.</translation>
    </message>
    <message>
        <source>{name} may not sign in any more.</source>
        <translation>لا يحق لـ {name} الدخول بعد الآن.</translation>
    </message>
    <message>
        <source>The two new PINs are not the same. Type them again.</source>
        <translation>الرقمان السريان الجديدان مختلفان. اكتبهما مجددًا.</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>جارٍ العمل…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Most for one sale</source>
        <translation>الأقصى لعملية واحدة</translation>
    </message>
    <message>
        <source>Most cash out alone</source>
        <translation>أقصى صرف منفرد</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>رقم سري جديد</translation>
    </message>
    <message>
        <source>New PIN again</source>
        <translation>الرقم السري الجديد مجددًا</translation>
    </message>
    <message>
        <source>Your own PIN</source>
        <translation>رقمك السري</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>Sale limit</source>
        <translation>حد البيع</translation>
    </message>
    <message>
        <source>Cash limit</source>
        <translation>حد النقد</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>تعديل</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>النموذج</translation>
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
        <source>The amount {amount} is not what this tariff sells (least {minimum}, most {maximum}, step {step}).</source>
        <translation>هذه التعرفة لا تبيع المبلغ {amount} (الأدنى {minimum}، الأقصى {maximum}، الخطوة {step}).</translation>
    </message>
    <message>
        <source>This terminal sells in {expected}, but the tariff is in {found}.</source>
        <translation>هذا الجهاز يبيع بعملة {expected} لكن التعرفة بعملة {found}.</translation>
    </message>
    <message>
        <source>“{text}” is below zero.</source>
        <translation>«{text}» أقل من الصفر.</translation>
    </message>
    <message>
        <source>No currency is called “{currency}”.</source>
        <translation>لا عملة باسم «{currency}».</translation>
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
        <source>{tendered} without cash is more than {total}: change is given on cash only.</source>
        <translation>{tendered} دون نقد أكثر من {total}: الباقي يُعاد على النقد فقط.</translation>
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
        <source>“{text}” is too early for an end.</source>
        <translation>«{text}» مبكر جدًا ليكون نهاية.</translation>
    </message>
    <message>
        <source>The list of meters cannot be read: {why}.</source>
        <translation>تعذّرت قراءة قائمة العدادات: {why}.</translation>
    </message>
    <message>
        <source>“{text}” has more than {decimals} decimals.</source>
        <translation>للقيمة “{text}” أكثر من {decimals} منازل عشرية.</translation>
    </message>
    <message>
        <source>{amount} buys nothing here; the least that buys anything is {least}.</source>
        <translation>{amount} لا يشتري شيئاً هنا؛ أقل ما يشتري هو {least}.</translation>
    </message>
    <message>
        <source>{amount} is {units} units, and one code holds {most} at most.</source>
        <translation>{amount} تساوي {units} وحدة، والرمز الواحد يحمل {most} على الأكثر.</translation>
    </message>
    <message>
        <source>What was scanned or swiped is no meter&apos;s number or card, or only a part of one.</source>
        <translation>ما مُسح أو مُرّر ليس رقم عدّاد ولا بطاقته، أو هو جزء منه فقط.</translation>
    </message>
    <message>
        <source>A line of the list is wrong: {why} (column: {column}).</source>
        <translation>سطر في القائمة خطأ: {why} (العمود: {column}).</translation>
    </message>
    <message>
        <source>A run&apos;s name has 1 to {limit} plain characters.</source>
        <translation>اسم الدفعة من 1 إلى {limit} حرفًا بسيطًا.</translation>
    </message>
    <message>
        <source>A list has at most {limit} rows.</source>
        <translation>القائمة {limit} سطر على الأكثر.</translation>
    </message>
    <message>
        <source>The run “{run}” was begun with tender {tender} and goes on with it.</source>
        <translation>بدأت الدفعة «{run}» بوسيلة الدفع {tender} وتكمل بها.</translation>
    </message>
    <message>
        <source>A list has at most {limit} MiB.</source>
        <translation>القائمة لا تتجاوز {limit} MiB.</translation>
    </message>
    <message>
        <source>The float holds {left} and does not cover {asked}: pay the utility first.</source>
        <translation>الرصيد {left} ولا يغطي {asked}: ادفع للمرفق أولًا.</translation>
    </message>
    <message>
        <source>No float is kept at this terminal.</source>
        <translation>لا رصيد وكيل في هذا الجهاز.</translation>
    </message>
    <message>
        <source>“{reference}” is in the float already, since journal entry {entry}.</source>
        <translation>“{reference}” في الرصيد من قبل، منذ القيد {entry}.</translation>
    </message>
    <message>
        <source>“{text}” is not a percentage from 0 to 100.</source>
        <translation>«{text}» ليس نسبة مئوية من 0 إلى 100.</translation>
    </message>
    <message>
        <source>There is no case {case}.</source>
        <translation>لا توجد حالة {case}.</translation>
    </message>
    <message>
        <source>This sale has case {case} already ({state}), with other words.</source>
        <translation>لهذا البيع حالة {case} بالفعل ({state}) بكلمات أخرى.</translation>
    </message>
    <message>
        <source>Case {case} has ended: {state}.</source>
        <translation>انتهت الحالة {case}: {state}.</translation>
    </message>
    <message>
        <source>The sale of case {case} took no money, so none can go back.</source>
        <translation>بيع الحالة {case} لم يأخذ مالًا، فلا يُعاد شيء.</translation>
    </message>
    <message>
        <source>There is no customer {ref}.</source>
        <translation>لا يوجد عميل {ref}.</translation>
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
        <source>Sale {sale} cannot be cancelled: its code exists, receipt {receipt}.</source>
        <translation>لا يمكن إلغاء العملية {sale}: رمزها موجود، الإيصال {receipt}.</translation>
    </message>
    <message>
        <source>Sale {sale} is not finished and has no code yet.</source>
        <translation>العملية {sale} لم تكتمل وليس لها رمز بعد.</translation>
    </message>
    <message>
        <source>Meter {meter} bought for {amount} in the last {minutes} minutes already.</source>
        <translation>اشترى العداد {meter} بمبلغ {amount} في آخر {minutes} دقيقة بالفعل.</translation>
    </message>
    <message>
        <source>Sale number {sale} belongs to another sale. Nothing was done.</source>
        <translation>الرقم {sale} يخص عملية أخرى. لم يُنفذ شيء.</translation>
    </message>
    <message>
        <source>Meter {meter} needs no key change.</source>
        <translation>العداد {meter} لا يحتاج تغيير مفتاح.</translation>
    </message>
    <message>
        <source>The key change of meter {meter} cannot be made here ({why}).</source>
        <translation>لا يمكن تغيير مفتاح العداد {meter} هنا ({why}).</translation>
    </message>
    <message>
        <source>There is no engineering code “{kind}” with value “{value}”; known: {known}.</source>
        <translation>لا يوجد رمز فني «{kind}» بقيمة «{value}»؛ المعروف: {known}.</translation>
    </message>
    <message>
        <source>Meter {meter} is owed {due} free units this month, not {asked}.</source>
        <translation>للعداد {meter} {due} وحدة مجانية هذا الشهر، لا {asked}.</translation>
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
        <source>{keeper} answers for the drawer already.</source>
        <translation>{keeper} مسؤول عن الدرج بالفعل.</translation>
    </message>
    <message>
        <source>{keeper} answers for the drawer: only they or a supervisor hand it over.</source>
        <translation>{keeper} مسؤول عن الدرج: لا يسلّمه إلا هو أو مشرف.</translation>
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
        <source>“{text}” is no code for over or short.</source>
        <translation>«{text}» ليس رمزًا لزيادة أو نقص.</translation>
    </message>
    <message>
        <source>Bag {bag} was deposited already by entry {entry}.</source>
        <translation>الكيس {bag} أُودع بالفعل بالقيد {entry}.</translation>
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
        <source>Rows not sold: {left} of {rows}. Each of them says why.</source>
        <translation>أسطر لم تُبع: {left} من {rows}. كل منها يذكر السبب.</translation>
    </message>
    <message>
        <source>“{text}” is neither a receipt number nor the id of a sale.</source>
        <translation>«{text}» ليس رقم إيصال ولا معرّف عملية بيع.</translation>
    </message>
    <message>
        <source>The amount buys {now} units now, not {told} as was shown.</source>
        <translation>يشتري المبلغ الآن {now} وحدة، لا {told} كما عُرض.</translation>
    </message>
    <message>
        <source>The codes of receipt {receipt} cannot be made under that key ({why}).</source>
        <translation>لا يمكن صنع رموز الإيصال {receipt} بذلك المفتاح ({why}).</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait {seconds} s.</source>
        <translation>أرقام سرية خاطئة كثيرة. انتظر {seconds} ث.</translation>
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
        <source>There is no vending key for supply group {sgc}, revision {krn}.</source>
        <translation>لا يوجد مفتاح بيع لمجموعة التزويد {sgc}، المراجعة {krn}.</translation>
    </message>
    <message>
        <source>The vending key of supply group {sgc}, revision {krn}, has expired.</source>
        <translation>انتهت صلاحية مفتاح البيع لمجموعة التزويد {sgc}، المراجعة {krn}.</translation>
    </message>
    <message>
        <source>The vending key of supply group {sgc}, revision {krn}, makes no codes before {begins}.</source>
        <translation>مفتاح البيع لمجموعة التزويد {sgc}، المراجعة {krn}، لا ينشئ رموزًا قبل {begins}.</translation>
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
        <source>Head office has not allowed this PIN to be reset: {why}.</source>
        <translation>لم تسمح الإدارة بتغيير هذا الرقم السري: {why}.</translation>
    </message>
    <message>
        <source>This is no request for a PIN and no answer to one, or its day is over.</source>
        <translation>هذا ليس طلب رقم سري ولا جوابًا له، أو انقضى يومه.</translation>
    </message>
    <message>
        <source>Only a supervisor lets people in here.</source>
        <translation>لا يُدخل الناس هنا إلا مشرف.</translation>
    </message>
    <message>
        <source>This PIN is guessed first; choose another one.</source>
        <translation>هذا الرقم السري أول ما يُخمَّن؛ اختر غيره.</translation>
    </message>
    <message>
        <source>Only a training terminal makes its own {what}.</source>
        <translation>جهاز التدريب وحده يصنع بنفسه: {what}.</translation>
    </message>
    <message>
        <source>The key file is cut off.</source>
        <translation>ملف المفاتيح مبتور.</translation>
    </message>
    <message>
        <source>The key file is another terminal&apos;s.</source>
        <translation>ملف المفاتيح لجهاز آخر.</translation>
    </message>
    <message>
        <source>A real terminal needs a passphrase of at least {least} characters.</source>
        <translation>الجهاز الحقيقي يحتاج عبارة مرور من {least} حرفًا على الأقل.</translation>
    </message>
    <message>
        <source>The key store has no such way to unlock: {kind}.</source>
        <translation>ليس لمخزن المفاتيح هذه الطريقة للفتح: {kind}.</translation>
    </message>
    <message>
        <source>The key store holds no more than {most} ways to unlock.</source>
        <translation>لا يحمل مخزن المفاتيح أكثر من {most} طرق للفتح.</translation>
    </message>
    <message>
        <source>This secret ({kind}) does not open the key store.</source>
        <translation>هذا السر ({kind}) لا يفتح مخزن المفاتيح.</translation>
    </message>
    <message>
        <source>This is not a recovery code, or a letter of it is wrong.</source>
        <translation>هذا ليس رمز استرداد، أو فيه حرف خاطئ.</translation>
    </message>
    <message>
        <source>The keyring of this computer cannot be used: {why}.</source>
        <translation>تعذّر استخدام سلسلة مفاتيح هذا الحاسوب: {why}.</translation>
    </message>
    <message>
        <source>The TPM of this computer does not open the key store: {why}.</source>
        <translation>TPM هذا الحاسوب لا يفتح مخزن المفاتيح: {why}.</translation>
    </message>
    <message>
        <source>A machine opens the vending keys by itself only where a TPM counts the lease.</source>
        <translation>لا تفتح آلة مفاتيح البيع وحدها إلا حيث يعدّ TPM الإذن.</translation>
    </message>
    <message>
        <source>A passphrase has 1 to 1024 bytes.</source>
        <translation>عبارة المرور من 1 إلى 1024 بايت.</translation>
    </message>
    <message>
        <source>The key of supply group {sgc}, revision {krn}, is loaded already. If it is a wrong one, only a restore takes it away.</source>
        <translation>مفتاح مجموعة التزويد {sgc}، المراجعة {krn}، محمّل بالفعل. إن كان خاطئًا فلا تزيله إلا استعادة الجهاز من نسخة احتياطية.</translation>
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
        <source>Lease {serial} moves the lane of codes before head office has every sale. Deliver all, sell nothing, and have it granted again.</source>
        <translation>الإذن {serial} ينقل مسار الرموز قبل أن تصل كل المبيعات إلى الإدارة. سلّم الكل، ولا تبع شيئًا، واطلبه من جديد.</translation>
    </message>
    <message>
        <source>Lease {serial} allows more than this terminal&apos;s ceiling ({what}).</source>
        <translation>الإذن {serial} يتجاوز سقف هذا الجهاز ({what}).</translation>
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
        <source>This is no component of such a key: {why}.</source>
        <translation>هذا ليس جزءًا من مفتاح كهذا: {why}.</translation>
    </message>
    <message>
        <source>The components do not make the key: {why}. Begin again with all of them.</source>
        <translation>الأجزاء لا تكوّن المفتاح: {why}. ابدأ بها كلها من جديد.</translation>
    </message>
    <message>
        <source>{operator} has brought a component of this key already.</source>
        <translation>أحضر {operator} جزءًا من هذا المفتاح بالفعل.</translation>
    </message>
    <message>
        <source>Key {sgc}, revision {krn}, was begun with other attributes.</source>
        <translation>بدأ المفتاح {sgc}، المراجعة {krn}، بسمات أخرى.</translation>
    </message>
    <message>
        <source>A newer key of supply group {sgc} than revision {krn} is held. If that is a wrong one, only a restore takes it away.</source>
        <translation>يوجد مفتاح لمجموعة التزويد {sgc} أحدث من المراجعة {krn}. إن كان ذلك المفتاح خاطئًا فلا تزيله إلا استعادة الجهاز من نسخة احتياطية.</translation>
    </message>
    <message>
        <source>The lease of this terminal has no price for supply group {sgc}.</source>
        <translation>إذن هذا الجهاز بلا سعر لمجموعة التزويد {sgc}.</translation>
    </message>
    <message>
        <source>This training terminal takes no keys (init --training --components-ok).</source>
        <translation>جهاز التدريب هذا لا يأخذ مفاتيح (init --training --components-ok).</translation>
    </message>
    <message>
        <source>No components of key {sgc}, revision {krn}, are waiting.</source>
        <translation>لا أجزاء منتظرة للمفتاح {sgc}، المراجعة {krn}.</translation>
    </message>
    <message>
        <source>On a real terminal each custodian brings a component alone.</source>
        <translation>على الجهاز الحقيقي يحضر كل أمين جزءه وحده.</translation>
    </message>
    <message>
        <source>This file holds no sealed key.</source>
        <translation>لا يوجد مفتاح مختوم في هذا الملف.</translation>
    </message>
    <message>
        <source>The sealed key is not for this terminal: {why}.</source>
        <translation>المفتاح المختوم ليس لهذا الجهاز: {why}.</translation>
    </message>
    <message>
        <source>This file holds no EA07 tables: {why}.</source>
        <translation>لا توجد جداول EA07 في هذا الملف: {why}.</translation>
    </message>
    <message>
        <source>These tables are not taken: {why}.</source>
        <translation>لم تؤخذ هذه الجداول: {why}.</translation>
    </message>
    <message>
        <source>{most} keys with a component of {operator} wait already. Complete some, or forget them.</source>
        <translation>ينتظر بالفعل {most} مفتاحًا فيها جزء من {operator}. أكمل بعضها أو انسه.</translation>
    </message>
    <message>
        <source>The hardware counter behind the lease does not answer: {why}.</source>
        <translation>العدّاد العتادي وراء الإذن لا يجيب: {why}.</translation>
    </message>
    <message>
        <source>These files are an older copy of the terminal: its counter shows {counter}, they know {known}.</source>
        <translation>هذه الملفات نسخة أقدم من الجهاز: عدّاده يعرض {counter}، وهي تعرف {known}.</translation>
    </message>
    <message>
        <source>No TPM can be used for counting: {why}.</source>
        <translation>لا TPM يصلح للعد: {why}.</translation>
    </message>
    <message>
        <source>A counter is chosen once, before the first lease.</source>
        <translation>يُختار العدّاد مرة واحدة، قبل أول إذن.</translation>
    </message>
    <message>
        <source>The device that keeps the vending keys ({token}) does not answer: {why}.</source>
        <translation>الجهاز الذي يحفظ مفاتيح البيع ({token}) لا يجيب: {why}.</translation>
    </message>
    <message>
        <source>The device {token} refused its PIN, which is not tried again before the next unlocking.</source>
        <translation>رفض الجهاز {token} رقمه السري، ولن يُجرَّب ثانية قبل الفتح التالي.</translation>
    </message>
    <message>
        <source>The key device cannot be used: {why}.</source>
        <translation>تعذّر استخدام جهاز المفاتيح: {why}.</translation>
    </message>
    <message>
        <source>Key {sgc}, revision {krn}, is a DKGA02 key: one meter&apos;s key would give it away, so no device can keep it.</source>
        <translation>المفتاح {sgc}، المراجعة {krn}، مفتاح DKGA02: مفتاح عداد واحد يكشفه، فلا جهاز يستطيع حفظه.</translation>
    </message>
    <message>
        <source>A key device is chosen once, before the first key; {keys} are held.</source>
        <translation>يُختار جهاز المفاتيح مرة واحدة قبل أول مفتاح؛ يوجد {keys}.</translation>
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
        <source>{folder} holds no export for an auditor.</source>
        <translation>لا يوجد في {folder} تصدير لمدقق.</translation>
    </message>
    <message>
        <source>{file} does not say what the journal beside it says: somebody changed it.</source>
        <translation>{file} لا يقول ما يقوله السجل بجانبه: غيّره أحد.</translation>
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
        <source>{name} could not be written: {why}.</source>
        <translation>تعذّرت كتابة {name}: {why}.</translation>
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
        <source>A newer program than this one made what is stored here ({file}).</source>
        <translation>ما هو محفوظ هنا أنشأه برنامج أحدث من هذا ({file}).</translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation>لا يوجد ملف باسم {name}.</translation>
    </message>
    <message>
        <source>The terminal&apos;s folder is in use: {why}.</source>
        <translation>مجلد الجهاز قيد الاستخدام: {why}.</translation>
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
        <source>Copy {copy} of a paper needs a supervisor. Without one: {limit} at most.</source>
        <translation>النسخة {copy} من ورقة تحتاج مشرفاً. بدونه: {limit} على الأكثر.</translation>
    </message>
    <message>
        <source>There is no language “{language}” for paper, only {known}.</source>
        <translation>لا توجد لغة «{language}» للورق، بل {known} فقط.</translation>
    </message>
    <message>
        <source>{printer}: {said}</source>
        <translation>{printer}: {said}</translation>
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
        <source>This terminal reaches its head office by stick; there is no line.</source>
        <translation>يصل هذا الجهاز إلى الإدارة بذاكرة USB؛ لا خط بينهما.</translation>
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
        <source>What is said about the key that signs head office&apos;s answers is not believed: {why}.</source>
        <translation>لا يُصدَّق ما قيل عن المفتاح الذي يوقّع أجوبة الإدارة: {why}.</translation>
    </message>
    <message>
        <source>This answer is signed by a key that head office no longer uses.</source>
        <translation>هذا الجواب موقّع بمفتاح لم تعد الإدارة تستعمله.</translation>
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
        <source>The file cannot be used here: {why}.</source>
        <translation>لا يمكن استخدام الملف هنا: {why}.</translation>
    </message>
    <message>
        <source>The file cannot be given to terminals: {why}.</source>
        <translation>لا يمكن إعطاء الملف للأجهزة: {why}.</translation>
    </message>
    <message>
        <source>What came is not what this terminal&apos;s head office made, or it was changed on the way ({why}). Nothing of it was taken.</source>
        <translation>ما وصل ليس من إدارة هذا الجهاز، أو تغيّر في الطريق ({why}). لم يؤخذ منه شيء.</translation>
    </message>
    <message>
        <source>What came is for terminal {terminal}, not for this one.</source>
        <translation>ما وصل للجهاز {terminal} لا لهذا.</translation>
    </message>
    <message>
        <source>Something is missing before {version}, or it is out of order; only what came before it was taken.</source>
        <translation>ينقص شيء قبل {version}، أو الترتيب خاطئ؛ أُخذ ما قبله فقط.</translation>
    </message>
    <message>
        <source>The file is older ({version}) than what is here ({here}): nothing is put back.</source>
        <translation>الملف أقدم ({version}) مما هنا ({here}): لا يُرجَع شيء.</translation>
    </message>
    <message>
        <source>Line {line} of the file cannot be used: {why}. What came before it was taken.</source>
        <translation>السطر {line} من الملف لا يصلح: {why}. أُخذ ما قبله.</translation>
    </message>
    <message>
        <source>Head office lets only version {lowest} or newer begin a sale; this is {running}. Sales that were begun can be finished.</source>
        <translation>لا تسمح الإدارة ببدء بيع إلا للإصدار {lowest} أو أحدث؛ هذا {running}. يمكن إنهاء ما بدأ من مبيعات.</translation>
    </message>
    <message>
        <source>Head office revoked key {krn} of supply group {sgc}, which this meter&apos;s codes would be made with.</source>
        <translation>ألغت الإدارة المفتاح {krn} لمجموعة التزويد {sgc} الذي تُصنع به رموز هذا العداد.</translation>
    </message>
    <message>
        <source>No message can be sent to that number; write it with a plus sign and the country&apos;s code.</source>
        <translation>لا ترسل رسالة إلى هذا الرقم؛ اكتبه بعلامة زائد ورمز البلد.</translation>
    </message>
    <message>
        <source>The file about the gateway of text messages cannot be used: {why}.</source>
        <translation>ملف بوابة الرسائل النصية لا يصلح: {why}.</translation>
    </message>
    <message>
        <source>No text message is sent with the codes of this sale: {why}.</source>
        <translation>لا تُرسل رسالة برموز هذا البيع: {why}.</translation>
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
        <source>Head office knows another device as this terminal. If the same backup was restored before, make a new backup here and restore that with --replace: then it can join.</source>
        <translation>تعرف الإدارة جهازًا آخر باسم هذا الجهاز. إن كانت النسخة الاحتياطية نفسها قد استُعيدت من قبل، فأنشئ هنا نسخة احتياطية جديدة واستعدها مع ‎--replace‎، فيمكنها الانضمام.</translation>
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
        <source>Terminal {terminal} sent no deposit in bag “{bag}”.</source>
        <translation>لم يرسل الجهاز {terminal} إيداعًا في الكيس «{bag}».</translation>
    </message>
    <message>
        <source>Bag {bag} is matched with {amount} already, reference {reference}.</source>
        <translation>الكيس {bag} مطابق بالفعل مع {amount}، المرجع {reference}.</translation>
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
        <source>Key store and journal disagree; codes: {found}. The first is sale {sale} ({kind}).</source>
        <translation>يختلف مخزن المفاتيح والسجل؛ الرموز: {found}. أولها العملية {sale} ({kind}).</translation>
    </message>
    <message>
        <source>The file {name} is no backup.</source>
        <translation>الملف {name} ليس نسخة احتياطية.</translation>
    </message>
    <message>
        <source>The root key allows this terminal less than that ({what}). Grant less, or sign a higher ceiling with the root key.</source>
        <translation>مفتاح الجذر يسمح لهذا الجهاز بأقل من ذلك ({what}). امنح أقل، أو وقّع حدًا أعلى بمفتاح الجذر.</translation>
    </message>
    <message>
        <source>Wait until the clock has caught up, or set it right if it is wrong.</source>
        <translation>انتظر حتى تبلغ الساعة ذلك الوقت، أو اضبطها إن كانت خاطئة.</translation>
    </message>
    <message>
        <source>Carry a file there (vendwatt sync --to-file), or join by a line (vendwatt enrol --url).</source>
        <translation>احمل إليها ملفًا (‎vendwatt sync --to-file‎)، أو انضم عبر خط (‎vendwatt enrol --url‎).</translation>
    </message>
    <message>
        <source>Check the file&apos;s name and place, and who may read it; try again.</source>
        <translation>تحقّق من اسم الملف ومكانه ومن يمكنه قراءته، ثم حاول من جديد.</translation>
    </message>
    <message>
        <source>This key store has no recovery code, so nothing can be sealed for it.</source>
        <translation>مخزن المفاتيح هذا بلا رمز استرداد، فلا يُختم له شيء.</translation>
    </message>
    <message>
        <source>The next code for meter {meter} would be more than a day ahead of the clock.</source>
        <translation>الرمز التالي للعداد {meter} يسبق الساعة بأكثر من يوم.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 64 characters.</source>
        <translation>الرقم السري من 4 إلى 64 حرفاً.</translation>
    </message>
    <message>
        <source>This is the last way for a person to open the keys; it stays.</source>
        <translation>هذه آخر طريقة يفتح بها شخص المفاتيح؛ تبقى.</translation>
    </message>
    <message>
        <source>There is no terminal in the folder {folder}; vendwatt init makes one.</source>
        <translation>لا يوجد جهاز في المجلد {folder}؛ الأمر vendwatt init ينشئ واحداً.</translation>
    </message>
    <message>
        <source>There is a file called {name} already.</source>
        <translation>يوجد ملف باسم {name} بالفعل.</translation>
    </message>
    <message>
        <source>The backup is not what was written: {why}.</source>
        <translation>النسخة الاحتياطية ليست كما كُتبت: {why}.</translation>
    </message>
    <message>
        <source>The backup was sealed for another recovery code, or is damaged.</source>
        <translation>النسخة الاحتياطية مختومة لرمز استرداد آخر، أو تالفة.</translation>
    </message>
    <message>
        <source>The file {name} does not hold the root key of this head office.</source>
        <translation>الملف {name} لا يحوي مفتاح جذر هذه الإدارة.</translation>
    </message>
    <message>
        <source>Name or password of {name} is wrong.</source>
        <translation>اسم {name} أو كلمة مروره خطأ.</translation>
    </message>
    <message>
        <source>{name} works at head office already.</source>
        <translation>{name} يعمل في الإدارة بالفعل.</translation>
    </message>
    <message>
        <source>Somebody at head office has to sign in for this: {why}.</source>
        <translation>يجب أن يدخل أحد من الإدارة لهذا: {why}.</translation>
    </message>
    <message>
        <source>{name} proposed this; somebody else has to confirm it.</source>
        <translation>اقترح {name} هذا؛ يجب أن يؤكده غيره.</translation>
    </message>
    <message>
        <source>Nothing with number {number} waits.</source>
        <translation>لا شيء ينتظر بالرقم {number}.</translation>
    </message>
    <message>
        <source>A name has 1 to 64 characters, a password 8 to 1024.</source>
        <translation>الاسم من 1 إلى 64 حرفًا، وكلمة المرور من 8 إلى 1024.</translation>
    </message>
    <message>
        <source>{name} is {role} at head office; this takes a {least}.</source>
        <translation>{name} في الإدارة {role}؛ هذا يتطلب {least}.</translation>
    </message>
    <message>
        <source>{name} is the last administrator; make somebody else one first.</source>
        <translation>{name} آخر مدير؛ عيّن غيره أولًا.</translation>
    </message>
    <message>
        <source>The field {name} does not hold what it should.</source>
        <translation>الحقل {name} لا يحوي ما ينبغي.</translation>
    </message>
    <message>
        <source>Head office holds no {what}.</source>
        <translation>لا يوجد {what} لدى الإدارة.</translation>
    </message>
    <message>
        <source>This grant was sent before and said something else then; nothing more was granted. Open the form anew.</source>
        <translation>أُرسل هذا المنح من قبل وكان يقول غير ذلك؛ لم يُمنح شيء آخر. افتح النموذج من جديد.</translation>
    </message>
    <message>
        <source>Somebody else made {name} or changed their password, phone or role; until {until} {name} is not one of two people.</source>
        <translation>أنشأ شخص آخر {name} أو غيّر كلمة سره أو هاتفه أو دوره؛ حتى {until} لا يُحسب {name} أحد شخصين.</translation>
    </message>
    <message>
        <source>Another server or command of head office does this at the moment ({what}).</source>
        <translation>خادم آخر أو أمر آخر في المركز يقوم بهذا الآن ({what}).</translation>
    </message>
    <message>
        <source>Terminal {terminal} may issue codes in lane {lane} until its lease ends on {until}, and for a day after.</source>
        <translation>يجوز للجهاز {terminal} إصدار رموز في المسار {lane} حتى نهاية إذنه في {until}، ويوماً بعدها.</translation>
    </message>
    <message>
        <source>Head office&apos;s key store does not sign this: {why}.</source>
        <translation>مخزن مفاتيح الإدارة لا يوقّع هذا: {why}.</translation>
    </message>
    <message>
        <source>Head office&apos;s signing keys still lie in its database. Move them: vendwatt headoffice keys move.</source>
        <translation>لا تزال مفاتيح توقيع الإدارة في قاعدة بياناتها. انقلها: vendwatt headoffice keys move.</translation>
    </message>
    <message>
        <source>This head office has no key for that ({purpose}): it is older than such keys.</source>
        <translation>ليس لهذه الإدارة مفتاح لذلك ({purpose}): هي أقدم من هذه المفاتيح.</translation>
    </message>
    <message>
        <source>Head office&apos;s keys are not in {folder}; say where they are with --keys.</source>
        <translation>مفاتيح الإدارة ليست في {folder}؛ قل أين هي بـ --keys.</translation>
    </message>
    <message>
        <source>The key store here holds no such ceremony: it was restarted since, or the ceremony was begun on another machine. Its components are forgotten; begin again.</source>
        <translation>مخزن المفاتيح هنا لا يعرف هذه المراسم: أُعيد تشغيله أو بدأت على جهاز آخر. نُسيت أجزاؤها؛ ابدأ من جديد.</translation>
    </message>
    <message>
        <source>This ceremony has ended ({how}); its components are forgotten. Begin again.</source>
        <translation>انتهت هذه المراسم ({how})؛ نُسيت أجزاؤها. ابدأ من جديد.</translation>
    </message>
    <message>
        <source>No ceremony can be held like that: {why}.</source>
        <translation>لا تُعقد مراسم هكذا: {why}.</translation>
    </message>
    <message>
        <source>A ceremony for supply group {sgc}, revision {krn} is open, or too many are. End it first.</source>
        <translation>مراسم للمجموعة {sgc} والمراجعة {krn} مفتوحة، أو المفتوح كثير. أنهِها أولاً.</translation>
    </message>
    <message>
        <source>{name} is no custodian of this ceremony.</source>
        <translation>{name} ليس أميناً في هذه المراسم.</translation>
    </message>
    <message>
        <source>{entered} of {of} components are in. The others come first.</source>
        <translation>دخل {entered} من {of} أجزاء. الباقي أولاً.</translation>
    </message>
    <message>
        <source>The key that was put together has another check value than that. Nothing was sealed. Tries left: {left}.</source>
        <translation>للمفتاح المجموع قيمة تحقق أخرى. لم يُختم شيء. المحاولات الباقية: {left}.</translation>
    </message>
    <message>
        <source>This key is not for terminal {terminal}: {why}.</source>
        <translation>هذا المفتاح ليس للجهاز {terminal}: {why}.</translation>
    </message>
    <message>
        <source>{name} cannot be a custodian: that takes a supervisor or administrator with a phone linked.</source>
        <translation>لا يمكن أن يكون {name} أميناً: يلزم مشرف أو مدير ربط هاتفاً.</translation>
    </message>
    <message>
        <source>This is no public key of a terminal that has joined and is in service.</source>
        <translation>ليس هذا المفتاح العام لجهاز منضم وفي الخدمة.</translation>
    </message>
    <message>
        <source>Two people at head office have to want this: one proposes it, another confirms it within four days.</source>
        <translation>يجب أن يريد هذا شخصان في المركز: يقترحه أحدهما ويؤكده الآخر خلال أربعة أيام.</translation>
    </message>
    <message>
        <source>Head office&apos;s key store knows nobody called {name} by this password. Where it was changed, add the person again (vendwatt headoffice keys signer add).</source>
        <translation>لا يعرف مخزن المركز أحداً باسم {name} بكلمة السر هذه. إن تغيّرت فأضف الشخص من جديد (vendwatt headoffice keys signer add).</translation>
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
        <source>Try again. If that does not help, switch the computer off and on: nothing gets lost.</source>
        <translation>حاول مجددًا. إن لم ينفع ذلك فأطفئ الحاسوب ثم شغّله: لا يضيع شيء.</translation>
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
        <source>Ask head office for a new answer.</source>
        <translation>اطلب من الإدارة جوابًا جديدًا.</translation>
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
    <message>
        <source>Ask the customer; if it is meant, say so and sell again.</source>
        <translation>اسأل العميل؛ إن كان مقصودًا فأكّد وبِع مجددًا.</translation>
    </message>
    <message>
        <source>Install the newer program, then sell. Nothing that is here gets lost.</source>
        <translation>ثبّت البرنامج الأحدث ثم بِع. لا يضيع شيء مما هنا.</translation>
    </message>
</context>
<context>
    <name>reports</name>
    <message>
        <source>Sales by hour</source>
        <translation>المبيعات حسب الساعة</translation>
    </message>
    <message>
        <source>Sales by day</source>
        <translation>المبيعات حسب اليوم</translation>
    </message>
    <message>
        <source>Sales by tariff</source>
        <translation>المبيعات حسب التعرفة</translation>
    </message>
    <message>
        <source>Sales by operator</source>
        <translation>المبيعات حسب المشغّل</translation>
    </message>
    <message>
        <source>Sales by tender</source>
        <translation>المبيعات حسب وسيلة الدفع</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>الاستثناءات</translation>
    </message>
    <message>
        <source>Over and short</source>
        <translation>الزيادة والنقص</translation>
    </message>
    <message>
        <source>Cash movements</source>
        <translation>حركات النقد</translation>
    </message>
    <message>
        <source>Engineering codes</source>
        <translation>الرموز الفنية</translation>
    </message>
    <message>
        <source>Free units</source>
        <translation>الوحدات المجانية</translation>
    </message>
    <message>
        <source>Agent&apos;s float</source>
        <translation>رصيد الوكيل</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>الساعة</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Tariff</source>
        <translation>التعرفة</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>المشغّل</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>وسيلة الدفع</translation>
    </message>
    <message>
        <source>Over, short</source>
        <translation>زيادة، نقص</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>النقد</translation>
    </message>
    <message>
        <source>Engineering</source>
        <translation>فني</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>رصيد الوكيل</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>المبيعات</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>المجموع</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>الوحدات</translation>
    </message>
    <message>
        <source>Paid to the utility</source>
        <translation>دُفع للمرفق</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>مُباع</translation>
    </message>
    <message>
        <source>Commission</source>
        <translation>العمولة</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>المتبقي</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>القيد</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>الوردية</translation>
    </message>
    <message>
        <source>What</source>
        <translation>ماذا</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>About</source>
        <translation>عن</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>العداد</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>الإيصال</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>تقرير Z</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>أُغلق</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>فتحه</translation>
    </message>
    <message>
        <source>Closed by</source>
        <translation>أغلقه</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>وقّعه</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>المتوقع</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>المعدود</translation>
    </message>
    <message>
        <source>Over or short</source>
        <translation>زيادة أو نقص</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>زيادة</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>نقص</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>أمس</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 أيام</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>هذا الشهر</translation>
    </message>
    <message>
        <source>Nothing in this time.</source>
        <translation>لا شيء في هذه المدة.</translation>
    </message>
    <message>
        <source>This terminal</source>
        <translation>هذا الجهاز</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>حُفظ باسم {file}.</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>الرسم</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>أول يوم</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>آخر يوم</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>التقرير</translation>
    </message>
    <message>
        <source>Where files are kept; press for another</source>
        <translation>مكان حفظ الملفات؛ اضغط لغيره</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Audit export</source>
        <translation>تصدير التدقيق</translation>
    </message>
    <message>
        <source>The whole journal with signatures, for an auditor</source>
        <translation>السجل كاملًا بالتواقيع، لمدقق</translation>
    </message>
    <message>
        <source>Sales by</source>
        <translation>المبيعات حسب</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>القوائم</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>التقارير</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>الصفحة {number}</translation>
    </message>
</context>
<context>
    <name>reset</name>
    <message>
        <source>Recovery code</source>
        <translation>رمز الاسترداد</translation>
    </message>
    <message>
        <source>Ask head office</source>
        <translation>اسأل الإدارة</translation>
    </message>
    <message>
        <source>Its answer</source>
        <translation>جوابها</translation>
    </message>
    <message>
        <source>Only where no supervisor can do it under People.</source>
        <translation>فقط حيث لا مشرف يفعل ذلك في الأشخاص.</translation>
    </message>
    <message>
        <source>Put in a stick and type the PIN you want. The request is good for a day.</source>
        <translation>أدخل ذاكرة USB واكتب الرقم السري الذي تريده. الطلب صالح ليوم.</translation>
    </message>
    <message>
        <source>Put in the stick with the answer. The PIN is the one you asked for.</source>
        <translation>أدخل ذاكرة USB وفيها الجواب. الرقم السري هو الذي طلبته.</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>تعيين الرقم السري</translation>
    </message>
    <message>
        <source>Write the request</source>
        <translation>كتابة الطلب</translation>
    </message>
    <message>
        <source>Take the answer</source>
        <translation>أخذ الجواب</translation>
    </message>
    <message>
        <source>Whose PIN?</source>
        <translation>رقم من؟</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>جارٍ العمل…</translation>
    </message>
    <message>
        <source>The two new PINs are not the same.</source>
        <translation>الرقمان السريان الجديدان مختلفان.</translation>
    </message>
    <message>
        <source>{name} has another PIN now.</source>
        <translation>صار لـ {name} رقم سري آخر.</translation>
    </message>
    <message>
        <source>Bring {file} to head office, and tell them by telephone: {code}</source>
        <translation>احمل {file} إلى الإدارة، وأخبرهم هاتفيًا: {code}</translation>
    </message>
    <message>
        <source>Put in a stick first.</source>
        <translation>أدخل ذاكرة USB أولًا.</translation>
    </message>
    <message>
        <source>There is no answer on a stick.</source>
        <translation>لا جواب على ذاكرة USB.</translation>
    </message>
    <message>
        <source>Becomes a supervisor</source>
        <translation>يصبح مشرفًا</translation>
    </message>
    <message>
        <source>PIN forgotten</source>
        <translation>نُسي الرقم السري</translation>
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
        <source>{units} kWh, free of charge</source>
        <translation>{units} كيلوواط ساعة، مجانًا</translation>
    </message>
    <message>
        <source>Key change</source>
        <translation>تغيير المفتاح</translation>
    </message>
    <message>
        <source>{count} codes more</source>
        <translation>{count} رموز أخرى</translation>
    </message>
    <message>
        <source>Due by {day}, not here</source>
        <translation>مستحق قبل {day}، ليس هنا</translation>
    </message>
    <message>
        <source>New key: type codes bought earlier first, then all of these in this order.</source>
        <translation>مفتاح جديد: اكتب الرموز المشتراة سابقًا أولًا، ثم كل هذه بهذا الترتيب.</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>الطاقة</translation>
    </message>
    <message>
        <source>Block {number}</source>
        <translation>الشريحة {number}</translation>
    </message>
    <message>
        <source>Earlier units at full price</source>
        <translation>وحدات سابقة بالسعر الكامل</translation>
    </message>
    <message>
        <source>Free units</source>
        <translation>وحدات مجانية</translation>
    </message>
    <message>
        <source>Arrears</source>
        <translation>متأخرات</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>تقريب</translation>
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
        <source>{received} was handed over and {change} goes back. Is it right?</source>
        <translation>استُلم {received} ويُردّ {change}. هل هذا صحيح؟</translation>
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
        <source>No money was paid · {moment} · {operator}, approved by {approver}</source>
        <translation>لم يُدفع مال · {moment} · {operator}، وافق {approver}</translation>
    </message>
    <message>
        <source>The meter takes one of the two codes, not both · {moment} · {operator}, approved by {approver}</source>
        <translation>يقبل العداد أحد الرمزين فقط لا كليهما · {moment} · {operator}، وافق {approver}</translation>
    </message>
    <message>
        <source>A part of the new key</source>
        <translation>جزء من المفتاح الجديد</translation>
    </message>
    <message>
        <source>Takes the credit out of the meter</source>
        <translation>يسحب الرصيد من العداد</translation>
    </message>
    <message>
        <source>Ends the meter&apos;s tamper state</source>
        <translation>ينهي حالة العبث في العداد</translation>
    </message>
    <message>
        <source>Sets the power limit</source>
        <translation>يضبط حد القدرة</translation>
    </message>
    <message>
        <source>Sets the limit between phases</source>
        <translation>يضبط الحد بين الأطوار</translation>
    </message>
    <message>
        <source>Tests the meter</source>
        <translation>يختبر العداد</translation>
    </message>
    <message>
        <source>Sets the power limit: {watts} W</source>
        <translation>يضبط حد القدرة: {watts} واط</translation>
    </message>
    <message>
        <source>Sets the limit between phases: {watts} W</source>
        <translation>يضبط الحد بين الأطوار: {watts} واط</translation>
    </message>
    <message>
        <source>A code for the meter</source>
        <translation>رمز للعداد</translation>
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
        <source>Compare</source>
        <translation>مقارنة</translation>
    </message>
    <message>
        <source>Beside the last purchase</source>
        <translation>بجانب آخر شراء</translation>
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
        <source>People: add, change, new PIN</source>
        <translation>الأشخاص وأرقامهم السرية</translation>
    </message>
    <message>
        <source>Codes without a sale</source>
        <translation>رموز بلا بيع</translation>
    </message>
    <message>
        <source>Keys and lease</source>
        <translation>المفاتيح والإذن</translation>
    </message>
    <message>
        <source>Sell a list</source>
        <translation>بيع قائمة</translation>
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
        <source>Language of papers</source>
        <translation>لغة الأوراق</translation>
    </message>
    <message>
        <source>Copies of a paper without a supervisor</source>
        <translation>نسخ الورقة بلا مشرف</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>Read new codes aloud</source>
        <translation>قراءة الرموز الجديدة بصوت</translation>
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
        <source>Paper low</source>
        <translation>الورق قليل</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>لا طابعة</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>لا ورق</translation>
    </message>
    <message>
        <source>Cover open</source>
        <translation>الغطاء مفتوح</translation>
    </message>
    <message>
        <source>Cutter stuck</source>
        <translation>القاطع عالق</translation>
    </message>
    <message>
        <source>Printer stuck</source>
        <translation>الطابعة عالقة</translation>
    </message>
    <message>
        <source>Printer broken</source>
        <translation>الطابعة معطلة</translation>
    </message>
    <message>
        <source>Printer hot</source>
        <translation>الطابعة ساخنة</translation>
    </message>
    <message>
        <source>Printer off line</source>
        <translation>الطابعة منفصلة</translation>
    </message>
    <message>
        <source>Printer silent</source>
        <translation>الطابعة صامتة</translation>
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
        <source>From {moment}</source>
        <translation>من {moment}</translation>
    </message>
    <message>
        <source>May sell {money} and {units} kWh from {moment}; nothing before.</source>
        <translation>يمكن بيع {money} و⁦{units} kWh⁩ من {moment}؛ ولا شيء قبل ذلك.</translation>
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
        <source>Keys closed</source>
        <translation>المفاتيح مغلقة</translation>
    </message>
    <message>
        <source>The key store was started anew; nobody sells before its passphrase is typed.</source>
        <translation>بدأ مخزن المفاتيح من جديد؛ لا بيع قبل كتابة عبارة مروره.</translation>
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
    <message>
        <source>This program ({running}) is too old to begin sales; head office asks for {lowest}. Install it; nothing here gets lost.</source>
        <translation>هذا البرنامج ({running}) أقدم من أن يبدأ بيعًا؛ تطلب الإدارة {lowest}. ثبّته؛ لا يضيع شيء هنا.</translation>
    </message>
    <message>
        <source>Head office asks for version {lowest} or newer; this is {running}.</source>
        <translation>تطلب الإدارة الإصدار {lowest} أو أحدث؛ هذا {running}.</translation>
    </message>
    <message>
        <source>Head office asks for version {lowest}; this is {running} and may sell until {stops}.</source>
        <translation>تطلب الإدارة الإصدار {lowest}؛ هذا {running} ويبيع حتى {stops}.</translation>
    </message>
    <message>
        <source>Key {krn} of supply group {sgc} came from head office; unlock the keys to load it.</source>
        <translation>وصل المفتاح {krn} لمجموعة التزويد {sgc} من الإدارة؛ افتح القفل لتحميله.</translation>
    </message>
    <message>
        <source>Key {krn} of supply group {sgc} came from head office and is loaded.</source>
        <translation>وصل المفتاح {krn} لمجموعة التزويد {sgc} من الإدارة وحُمّل.</translation>
    </message>
    <message>
        <source>Key {krn} of supply group {sgc} from head office was refused ({code}). Call head office.</source>
        <translation>رُفض المفتاح {krn} لمجموعة التزويد {sgc} من الإدارة ({code}). اتصل بالإدارة.</translation>
    </message>
</context>
<context>
    <name>tenders</name>
    <message>
        <source>Cash</source>
        <translation>نقدا</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>بطاقة</translation>
    </message>
    <message>
        <source>Mobile money</source>
        <translation>محفظة الهاتف</translation>
    </message>
    <message>
        <source>Bank transfer</source>
        <translation>تحويل مصرفي</translation>
    </message>
    <message>
        <source>Voucher</source>
        <translation>قسيمة</translation>
    </message>
    <message>
        <source>Cheque</source>
        <translation>شيك</translation>
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
        <source>Drawer</source>
        <translation>الدرج</translation>
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
        <source>Cash</source>
        <translation>النقد</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>التقارير</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Codes without a sale</source>
        <translation>رموز بلا بيع</translation>
    </message>
    <message>
        <source>Sell a list</source>
        <translation>بيع قائمة</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Keys and lease</source>
        <translation>المفاتيح والإذن</translation>
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
    <message>
        <source>A reader sent a card or a scan. Nothing of it was taken, no PIN tried: type it.</source>
        <translation>أرسل قارئ بطاقةً أو مسحًا. لم يؤخذ منه شيء ولم يُجرَّب رقم سري: اكتبه.</translation>
    </message>
</context>
</TS>
