namespace Latchkey.Server.Ground.Languages;

public sealed partial record FindingTexts
{
    public static readonly FindingTexts Arabic = new()
    {
        Find = "ابحث في التطبيقات والأشخاص والمجموعات",
        FindWhat = "الاسم أو البريد أو المعرّف",
        FindHint = "جرّب بداية اسم أو الصق معرّفًا: يقودك إليه فورًا.",

        Keyboard = "اختصارات لوحة المفاتيح",
        KeyboardLead = "كل صفحة تعمل بمفتاحي Tab و Enter. وهذه طرق أقصر.",
        KeySearch = "البحث في كل مكان",
        KeyThis = "هذه النظرة العامة",
        KeyClose = "إغلاق ما هو مفتوح",
        KeysOff = "تعطيل هذه المفاتيح في هذا المتصفح",
        KeysOffMeans = "للإدخال الصوتي ولمن يلمس المفاتيح دون قصد.",

        StepsLead = "ثلاث خطوات ويكون أحدهم قد سجّل الدخول إلى تطبيقك.",
        StepPerson = "إضافة شخص",
        StepPersonText = "شخص يسجّل الدخول: زميل أو حساب ثانٍ لك للتجربة.",
        StepSignIn = "تسجيل الدخول إلى التطبيق",
        StepSignInText = "في البداية السريعة للتطبيق الإعداد لمنصتك بقيمه.",
        OpenQuickStart = "فتح البداية السريعة",
        Done = "تم",
    };
}
