namespace Latchkey.Server.Ground.Languages;

internal static class TurkishTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "Dene",
        Ask = "Sor",
        AskMeans = "Uygulamanın tarayıcıyı göndereceği yer. Açıp oturum açın.",
        OpenIt = "Yeni sekmede aç",
        Change = "İsteği değiştir",
        Answer = "Yanıt",
        AnswerMeans = "Tarayıcının sonra gönderildiği yer: orada bir şey gösterilemese de adresi kopyalayın.",
        AddressOfAnswer = "Yanıtın adresi",
        ReadIt = "Oku",
        NoAnswer = "parametre içermiyor: adresin tamamını kopyalayın",
        OtherState = "başka bir isteğin yanıtı: state farklı",
        NoCode = "kod içermiyor",
        Redeem = "Kodu kullan",
        RedeemMeans = "Belirteç uç noktası yeni sekmede kendisi yanıtlar. Kod bir kez, bir dakika geçerlidir.",
        SecretMeans = "Tarayıcınızdan uç noktaya gider ve hiçbir yerde saklanmaz.",
        SendIt = "Gönder",
        Tokens = "Belirteçler",
        TokensMean = "Yanıtı veya bir belirteci yapıştırıp okuyun. Saklanmaz.",
        AnswerOfServer = "Uç noktanın yanıtı",
        NoTokens = "yanıt da belirteç de değil",
        NotForThis = "Bu uygulamada kimse oturum açmaz",
        NotForThisMeans = "Yönlendirme URI’si yok. Hizmet belirteçlerini kendisi alır: hızlı başlangıca bakın.",

        Mobile = "Mobil",
        AndroidPrograms = "Android programları",
        AndroidHint = "Her satıra bir tane: paket, boşluk ve imza sertifikasının SHA-256’sı.",
        ApplePrograms = "Apple programları",
        AppleHint = "Her satıra bir tane: takım, nokta ve paket kimliği.",
        IsServed = "Sunuluyor ve doğru",
        NotServed = "Bu uygulamayı anmıyor",
        AskAsPhone = "Telefonun yaptığı gibi iste",
        NotReached = "Bu adreste ulaşılamıyor",
    };
}
