namespace Latchkey.Server.Ground.Languages;

internal static class TurkishFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Uygulama, kişi ve grup ara",
        FindWhat = "Ad, e-posta veya kimlik",
        FindHint = "Bir adın başını deneyin veya bir kimlik yapıştırın: sizi hemen oraya götürür.",

        Keyboard = "Klavye kısayolları",
        KeyboardLead = "Her sayfa Tab ve Enter ile çalışır. Bunlar daha kısa yollardır.",
        KeySearch = "Her yerde ara",
        KeyThis = "Bu özet",
        KeyClose = "Açık olanı kapat",
        KeysOff = "Bu tarayıcıda bu tuşları kapat",
        KeysOffMeans = "Sesle giriş yapanlar ve tuşlara yanlışlıkla dokunan eller için.",

        StepsLead = "Üç adımda biri bir uygulamanızda oturum açmış olur.",
        StepPerson = "Bir kişi ekleyin",
        StepPersonText = "Oturum açacak biri: bir iş arkadaşı veya denemeler için ikinci bir hesabınız.",
        StepSignIn = "Uygulamada oturum açın",
        StepSignInText = "Hızlı başlangıç sayfasında platformunuz için yapılandırma, uygulamanın kendi değerleri doldurulmuş olarak bulunur.",
        OpenQuickStart = "Hızlı başlangıcı aç",
        Done = "Tamam",
    };
}
