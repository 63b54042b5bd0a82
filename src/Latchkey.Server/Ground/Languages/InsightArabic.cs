namespace Latchkey.Server.Ground.Languages;

public sealed partial record InsightTexts
{
    public static readonly InsightTexts Arabic = new()
    {
        Insights = "التقارير",
        Failures = "الإخفاقات حسب السبب",
        FailuresMean = "لماذا أخفق تسجيل الدخول.",
        NoFailures = "لم يخفق أي تسجيل دخول في هذه المدة.",
        Factors = "العوامل المستعملة",
        FactorsMean = "كم شخصًا أعدّ ماذا إلى جانب كلمة المرور.",
        NoFactors = "لم يُعدّ أحد عاملًا ثانيًا بعد.",
        Idle = "تطبيقات لا يستعملها أحد",
        IdleMeans = "تطبيقات نشطة لم تحصل على رمز في هذه المدة. ما لا يُستعمل يُفضَّل إيقافه.",
        NoIdle = "حصل كل تطبيق نشط على رمز في هذه المدة.",
        Refreshes = "تكرارات التحديث والسرقات",
        RefreshesMean = "التكرار إجابة ضاعت ولا ضرر منه. السرقة أنهت كل ما جاء من دخولها.",
        NoRefreshes = "لم يتكرر تحديث ولم يُسرق في هذه المدة.",
        Repeats = "تكرارات",
        Thefts = "سرقات",
        Slow = "طلبات بطيئة",
        SlowMeans = "منذ بدأ الخادم، حسب ما استغرقته تسعة عشر من عشرين على الأكثر.",
        NoSlow = "لم يُطلب شيء بعد.",
        NothingToShow = "لا شيء لعرضه",

        Cause = "السبب",
        SignIns = "مرات الدخول",
        Factor = "العامل",
        SetUp = "المُعدّة",
        App = "التطبيق",
        DaysIdle = "أيام بلا استعمال",
        LastUsed = "آخر استعمال",
        NeverUsed = "لم يُستعمل",
        Times = "المرات",
        Route = "المسار",
        P95 = "19 من 20 خلال",
        Longest = "الأطول",
        Requests = "الطلبات",

        IsLive = "مباشر",
        Watch = "تابع مباشرة",
        StopLive = "أوقف",
        SavedSearches = "عمليات البحث المحفوظة",
        SaveSearchAs = "احفظ هذا البحث باسم",
        SaveSearch = "احفظ",
        SearchNotSaved = "لم يُحفظ البحث: يلزم اسم من 100 حرف على الأكثر، ويجوز 50 بحثًا.",

        Authenticators = "وسائل التحقق",
        AuthenticatorsLead = "ما يثبت به الأشخاص أنفسهم. من يعدّ أيًّا منها تقوله سياسات التسجيل.",
    };
}
