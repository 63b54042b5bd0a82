namespace Latchkey.Server.Ground.Languages;

public sealed partial record TryingTexts
{
    public static readonly TryingTexts Arabic = new()
    {
        TryIt = "جرّبه",
        Ask = "اطلب",
        AskMeans = "إلى أين يرسل التطبيق المتصفح. افتحه وسجّل الدخول.",
        OpenIt = "افتح في علامة تبويب جديدة",
        Change = "غيّر الطلب",
        Answer = "الإجابة",
        AnswerMeans = "إلى أين أُرسل المتصفح بعدها: انسخ العنوان ولو لم يظهر شيء.",
        AddressOfAnswer = "عنوان الإجابة",
        ReadIt = "اقرأه",
        NoAnswer = "بلا معاملات: انسخ العنوان كله",
        OtherState = "إجابة طلب آخر: state مختلف",
        NoCode = "بلا رمز",
        Redeem = "استبدل الرمز",
        RedeemMeans = "تجيب نقطة الرموز نفسها في علامة تبويب جديدة. الرمز صالح مرة واحدة لدقيقة.",
        SecretMeans = "يذهب من متصفحك إلى نقطة الرموز ولا يُحفظ.",
        SendIt = "أرسل",
        Tokens = "الرموز",
        TokensMean = "ألصق الإجابة أو رمزًا واقرأ ما يقوله. لا يُحفظ.",
        AnswerOfServer = "إجابة نقطة الرموز",
        NoTokens = "ليس إجابة ولا رمزًا",
        NotForThis = "لا أحد يسجل الدخول إلى هذا التطبيق",
        NotForThisMeans = "لا عنوان إعادة توجيه له. تحصل الخدمة على رموزها بنفسها: انظر البدء السريع.",

        Mobile = "الجوال",
        AndroidPrograms = "برامج أندرويد",
        AndroidHint = "واحد في كل سطر: الحزمة ثم مسافة ثم SHA-256 لشهادة التوقيع.",
        ApplePrograms = "برامج أبل",
        AppleHint = "واحد في كل سطر: الفريق ثم نقطة ثم معرّف الحزمة.",
        IsServed = "مقدَّم وصحيح",
        NotServed = "لا يسمي هذا التطبيق",
        AskAsPhone = "اطلبها كما يفعل الهاتف",
        NotReached = "لا يمكن الوصول إليه على هذا العنوان",
    };
}
