namespace Latchkey.Server.Ground.Languages;

internal static class TurkishFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Uygulama, kişi, grup ara",
        FindWhat = "Ad, e-posta veya kimlik",
        FindHint = "Bir adın başını deneyin ya da bir kimlik yapıştırın: hemen oraya götürür.",
        Keyboard = "Klavye kısayolları",
        KeyboardLead = "Her sayfa Tab ve Enter ile çalışır. Bunlar daha kısa yollardır.",
        KeySearch = "Her yerde ara",
        KeyThis = "Bu genel bakış",
        KeyClose = "Açık olanı kapat",
        KeysOff = "Bu tuşları bu tarayıcıda kapat",
        KeysOffMeans = "Sesle giriş için ve tuşlara yanlışlıkla dokunan eller için.",
        StepsLead = "Üç adımda biri uygulamalarınızdan birinde oturum açmış olur.",
        StepPerson = "Bir kişi ekleyin",
        StepPersonText = "Oturum açacak biri: bir iş arkadaşı ya da denemek için ikinci hesabınız.",
        StepSignIn = "Uygulamada oturum açın",
        StepSignInText = "Hızlı başlangıcında platformunuz için yapılandırma kendi değerleriyle hazırdır.",
        OpenQuickStart = "Hızlı başlangıcı aç",
        Done = "Tamam",
    };
}
