namespace Latchkey.Server.Ground.Languages;

internal static class ArabicProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "مزوّدو الهوية",
        Lead = "أين يمكن لأشخاصك تسجيل الدخول أيضًا: كل منهم زر في صفحة تسجيل الدخول.",
        Add = "إضافة مزوّد هوية",
        None = "لا يوجد مزوّدو هوية",
        NoneMeans = "يسجّل الأشخاص الدخول بما لديهم هنا. أضف Google أو Apple أو Entra أو Latchkey آخر أو أي مزوّد OpenID.",
        Kind = "النوع",
        NameHint = "يظهر هذا الاسم على الزر.",
        Callback = "إلى أين يعيدون الأشخاص",
        CallbackHint = "أدخل هذا العنوان لدى كل مزوّد بوصفه عنوان إعادة التوجيه.",
        Issuer = "جهة الإصدار",
        IssuerHint = "عنوانها كما تذكره رموز الهوية. لدى Google وApple عنوان خاص؛ أما Entra فاستخدم عنوان المستأجر الخاص بك.",
        ClientId = "معرّف العميل",
        ClientSecret = "سر العميل",
        SecretKept = "اتركه فارغًا للاحتفاظ بالمخزّن.",
        ForApple = "لـ Apple فقط",
        TeamId = "معرّف الفريق",
        KeyId = "معرّف المفتاح",
        PrivateKey = "المفتاح الخاص",
        PrivateKeyHint = "نص ملف .p8.",
        WhoGetsIn = "من يدخل",
        Links = "ربط الحسابات الموجودة هنا",
        LinksMeans = "بعنوان بريد تحقّق منه الطرفان. يُربط المسؤولون يدويًا.",
        Provisions = "إنشاء حسابات للأشخاص الجدد",
        ProvisionsMeans = "إذا كان المزوّد قد تحقّق من عنوان بريدهم.",
        Trusts = "قبول عامله الثاني",
        TrustsMeans = "من قدّمه هناك لا يُطلب منه هنا.",
        Keeps = "الاحتفاظ برموزه",
        KeepsMeans = "مختومة، للبرامج التي تستدعي المزوّد نيابة عن شخص.",
        EveryTenant = "يدخل كل من لديه حساب من هذا النوع. استخدم جهة إصدار المستأجر الخاص بك لإدخال أشخاصك فقط.",
        NobodyNew = "لا يدخل من لم يدخل من قبل: لا تُربط الحسابات ولا تُنشأ.",
        DeleteMeans = "من ليست لديه كلمة مرور أو مفتاح مرور هنا لن يستطيع تسجيل الدخول. تبقى الحسابات.",
        OtherOrg = "Latchkey آخر أو Okta",
        OtherOpenId = "مزوّد OpenID آخر",
    };
}
