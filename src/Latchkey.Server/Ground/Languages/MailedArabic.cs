namespace Latchkey.Server.Ground.Languages;

public sealed partial record MailedTexts
{
    public static readonly MailedTexts Arabic = new()
    {
        RecoveryCode = "هذا رمزك للدخول مجددًا إلى حسابك لدى {0}:",
        UnlockSubject = "إلغاء قفل حسابك لدى {0}",
        UnlockText = "حسابك {1} لدى {0} مقفل. هذا الرابط يلغي قفله:",
        UnlockButton = "إلغاء قفل الحساب",
        UnlockMeans = "تبقى كلمة المرور كما هي، ولا يسجّل هذا دخولك.",
        Unlocked = "تم إلغاء قفل حسابك.",
        LinkToo = "أو افتح هذا الرابط هنا أو على جهاز آخر:",
        LinkButton = "نعم، أنا هو",
        LinkTitle = "هل بدأت هذا بنفسك؟",
        LinkText = "هذا يعني أنه يمكنك قراءة بريد {0}. تابع فقط إذا كنت قد بدأت هذا للتو بنفسك.",
        LinkNumber = "الرقم الظاهر في الصفحة التي بدأت منها",
        LinkWrong = "هذا ليس الرقم. اطلب رسالة جديدة من حيث بدأت.",
        LinkWaiting = "يمكنك أيضًا فتح الرابط في الرسالة. في متصفح آخر سيطلب هذا الرقم:",
        LinkCheck = "لقد فتحت الرابط",
        LinkOpened = "تم فتح الرابط.",
        FirstUse = "أرسل لي رمزًا بالبريد",
        FirstSent = "إذا كان لدى {0} حساب هنا، فقد أُرسلت رسالة تحتوي على رمز من 8 أرقام.",
        FirstPassword = "استخدم كلمة المرور",
        AdminLocked = "تم قفل الحساب {0} لدى {1}",
        AdminReported = "يقول {0} إن تغييرًا في حسابه لدى {1} لم يقم به بنفسه",
        AdminDeactivated = "تم إلغاء تنشيط الحساب {0} لدى {1}",
        AdminWhy = "أنت تدير {0} وطلبت إعلامك بذلك.",
        AdminOpen = "فتح في وحدة التحكم",
    };
}
