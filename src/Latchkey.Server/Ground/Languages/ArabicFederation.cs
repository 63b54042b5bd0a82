namespace Latchkey.Server.Ground.Languages;

internal static class ArabicFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "تسجيل الدخول باستخدام {0}",
        Failed = "تعذّر استخدام رد المزوّد الآخر. حاول مرة أخرى أو سجّل الدخول بطريقة أخرى.",
        Refused = "لم يتم تسجيل دخولك هناك. حاول مرة أخرى أو سجّل الدخول بطريقة أخرى.",
        Unknown = "لا يوجد هنا حساب يقابل ذلك الحساب. سجّل الدخول بطريقة أخرى أو اسأل المسؤول لديك.",
        Away = "لا يمكن الوصول إلى المزوّد الآخر الآن. حاول مرة أخرى أو سجّل الدخول بطريقة أخرى.",
    };
}
