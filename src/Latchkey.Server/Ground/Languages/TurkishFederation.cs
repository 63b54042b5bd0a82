namespace Latchkey.Server.Ground.Languages;

internal static class TurkishFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "{0} ile oturum aç",
        Failed = "Diğer sağlayıcının yanıtı kullanılamadı. Yeniden deneyin veya başka bir yolla oturum açın.",
        Refused = "Orada oturumunuz açılmadı. Yeniden deneyin veya başka bir yolla oturum açın.",
        Unknown = "Burada o hesaba karşılık gelen bir hesap yok. Başka bir yolla oturum açın veya yöneticinize sorun.",
        Away = "Diğer sağlayıcıya şu anda ulaşılamıyor. Yeniden deneyin veya başka bir yolla oturum açın.",
    };
}
