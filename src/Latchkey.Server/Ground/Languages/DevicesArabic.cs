namespace Latchkey.Server.Ground.Languages;

public sealed partial record DevicesTexts
{
    public static readonly DevicesTexts Arabic = new()
    {
        Title = "أجهزة مفاتيح المرور",
        Lead = "ما تقوله FIDO عن الأجهزة التي تحفظ مفاتيح المرور: أسماؤها ومدى اعتمادها وما أُلغي منها.",
        File = "ملف FIDO",
        NoFile = "لم يُجلب ملف بعد",
        NoFileMeans = "لا تُعرف للأجهزة أسماء، ولا يمكن طلب شيء مما صُنعت منه. خذ ملف FIDO واجلبه إلى هنا.",
        Number = "الرقم",
        Models = "الطرازات",
        Revoked = "الملغاة",
        Next = "الأحدث ابتداءً من",
        Overdue = "يوجد ملف أحدث منذ {0}، وقد يعرف طرازات أخرى أُلغيت.",
        Bring = "جلب ملف",
        BringHint = "كما يقدّمه https://mds3.fidoalliance.org. يُتحقق من توقيع FIDO، ويُرفض الملف الأقدم.",
        BroughtElsewhere = "تشترك مؤسسات هذا الخادم كلها في الملف. تجلبه وحدة تحكم الأولى أو من يشغّل الخادم.",
        NotTaken = "هذا الملف لم توقّعه FIDO، أو غُيّر في الطريق.",
        Older = "جُلب من قبل ملف أحدث. لم يتغير شيء.",
        Asked = "ما يُطلب من الأجهزة",
        AskedMeans = "بحسب إعدادات طريقة مفاتيح المرور؛ وأي مجموعات الطرازات يجوز استخدامها تقوله سياسات التسجيل.",
        AsksNothing = "لا شيء: يُقبل كل جهاز لا تحذّر منه FIDO.",
        Model = "الطراز",
        Certified = "معتمد",
        NotCertified = "غير معتمد",
        InHardware = "المفاتيح في العتاد",
        Own = "خاص بكم",
        Takes = "مقبول",
        Refuses = "غير مقبول",
        Weak = "غير موثوق",
        SearchModels = "الاسم أو AAGUID",
        More = "{0} أخرى: ابحث عنها بأسمائها.",
    };
}
