namespace Latchkey.Server.Ground.Languages;

public sealed partial record AccountTexts
{
    public static readonly AccountTexts Arabic = new()
    {
        Title = "حسابك",
        Profile = "الملف الشخصي",
        Name = "الاسم",
        Authenticators = "طرق تأكيد هويتك",
        Apps = "التطبيقات التي لديها وصول",
        OwnApps = "تطبيقاتك",
        OpenApp = "فتح",
        Activity = "عمليات تسجيل الدخول الأخيرة",
        Data = "بياناتك",

        DisplayName = "اسم العرض",
        NickName = "الاسم المستعار",
        MobilePhone = "الهاتف المحمول",
        Language = "اللغة",
        LanguageOfBrowser = "لغة المتصفح",
        ProfileOfOrg = "تتولى مؤسستك إدارة ملفك الشخصي.",
        ProfileInvalid = "تعذّر الحفظ: أحد المدخلات طويل جدًا أو يحتوي على رموز غير مسموح بها.",
        Save = "حفظ",
        Saved = "تم الحفظ.",

        ChangePassword = "تغيير كلمة المرور",
        LastChanged = "آخر تغيير",
        OldPassword = "كلمة المرور الحالية",
        PasswordTooSoon = "لقد غيّرت كلمة مرورك قبل قليل. حاول مرة أخرى لاحقًا.",
        PasswordNotYours = "لا تسمح لك مؤسستك بتغيير كلمة مرورك هنا.",
        OldPasswordWrong = "هذه ليست كلمة مرورك الحالية.",
        PasswordMeans = "يبقى هذا المتصفح مسجَّل الدخول. وعلى كل متصفح آخر وكل تطبيق تسجيل الدخول من جديد.",
        PasswordChanged = "تم تغيير كلمة مرورك وتسجيل الخروج من كل ما عداها.",

        PasswordAlone = "تسجّل الدخول بكلمة مرورك وحدها.",
        Added = "أُضيف",
        Change = "تغيير",
        Remove = "إزالة",
        RemoveMeans = "لن يؤكد هويتك بعد ذلك، وسنخبرك بالبريد الإلكتروني.",
        Removed = "تمت الإزالة.",
        SetUp = "إعداد",
        IsSetUp = "تم الإعداد.",
        NameInvalid = "أدخل اسمًا لا يزيد على 50 حرفًا.",

        NoApps = "لا يملك أي تطبيق وصولًا إلى حسابك.",
        RemoveAccess = "إزالة الوصول",
        AccessRemoved = "لم يعد للتطبيق وصول.",

        NoActivity = "لا توجد عمليات تسجيل دخول بعد.",
        Refused = "مرفوض",
        ActivityHelp = "هل ترى ما لا تعرفه؟ غيّر كلمة مرورك.",

        DataText = "كل ما تحتفظ به هذه المؤسسة عنك، في ملف JSON.",
        Download = "تنزيل بياناتي",
        Delete = "حذف حسابي",
        DeleteTitle = "حذف حسابك؟",
        DeleteText = "سيُحذف كل ما يخصك فورًا ونهائيًا: ملفك الشخصي وجلساتك وصلاحيات كل التطبيقات.",
        DeleteType = "للتأكيد، اكتب {0}",
        DeleteMismatch = "النص غير مطابق.",
        DeleteForGood = "حذف نهائي",
        Deleted = "تم حذف حسابك",
        DeletedText = "تم تسجيل خروجك من كل مكان.",

        DeletedSubject = "حُذف حسابك لدى {0}",
        DeletedMail = "حُذف للتو حسابك {1} لدى {0} كما طُلب في صفحة الحساب.",
    };
}
