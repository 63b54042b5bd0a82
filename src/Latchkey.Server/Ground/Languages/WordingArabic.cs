namespace Latchkey.Server.Ground.Languages;

public sealed partial record WordingTexts
{
    public static readonly WordingTexts Arabic = new()
    {
        Emails = "رسائل البريد",
        MailsLead = "ما تقوله رسائل هذه المؤسسة بكل لغة.",
        Yours = "كلماتك",
        Ours = "كلماتنا",
        MailLanguage = "اللغة",
        Subject = "الموضوع",
        Body = "النص",
        BodyHint = "‏HTML مع المتغيرات أدناه. يجب أن يتضمن ما يحتاجه الأشخاص للمتابعة.",
        Variables = "المتغيرات",
        ForOthers = "لكل من ليس للغته كلمات هنا",
        AddLanguage = "إضافة لغة",
        ResetMail = "العودة إلى كلماتنا",
        ResetMailMeans = "تُحذف كلماتك لهذه الرسالة بكل اللغات، ويتلقى الأشخاص كلماتنا من جديد.",
        DeleteWords = "حذف هذه الكلمات",
        DeleteWordsMeans = "من يتحدث هذه اللغة يتلقى الكلمات المخصصة لغيرها أو كلماتنا.",
        AsText = "كنص",
        SendTest = "إرسال تجربة إليّ",
        SendTestHint = "تُرسل إلى {0} كما حُفظت. روابطها ورموزها لا تفتح شيئًا.",
        Recipients = "من يتلقاها",
        RecipientsHint = "الرسالة التي ينتظرها أحد تُرسل إلى الجميع.",
        Everybody = "الجميع",
        AdministratorsOnly = "المسؤولون فقط",
        Nobody = "لا أحد",
        Languages = "اللغات",
        LanguagesLead = "ما تتحدث به الصفحات والرسائل حين يمكنها الاختيار.",
        DefaultLanguage = "اللغة الافتراضية",
        DefaultHint = "لمن لا يذكر تطبيقه أو ملفه الشخصي أو متصفحه لغة معروضة.",
        Offered = "اللغات المعروضة",
        OfferedHint = "ما لم يُحدَّد لا يُعرض على أحد مهما قال متصفحه.",
        Files = "ملفات well-known",
        FilesLead = "ما يقوله هذا العنوان عن تطبيقاتك للهواتف والمتصفحات. تملأ التطبيقات الملفات بنفسها، ويُضاف المزيد عبر API.",
        AndroidFile = "Android: تطبيقات تفتح روابط هذا العنوان وتستخدم مفاتيح المرور الخاصة به",
        AppleFile = "Apple: تطبيقات تفتح روابط هذا العنوان وتستخدم كلمات المرور ومفاتيح المرور الخاصة به",
        WebAuthnFile = "المتصفحات: مواقع أخرى يمكن فيها استخدام مفاتيح مرور هذا العنوان",
        AddedByYou = "مع ما أُضيف عبر API",
        OpenFile = "فتح الملف",
    };
}
