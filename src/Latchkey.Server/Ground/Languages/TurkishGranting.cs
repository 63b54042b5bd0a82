namespace Latchkey.Server.Ground.Languages;

internal static class TurkishGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "Hangi uygulamalar için",
        EveryApp = "Tüm uygulamalar",
        EveryAppMeans = "Sonradan oluşturulanlar da.",
        OnlyThese = "Yalnızca bunlar",
        OnlyTheseMeans = "Aşağıdaki alanlarda adı geçenler.",
        WhichPeople = "Hangi kişiler için",
        EveryPerson = "Uygulamanın atandığı herkes",
        EveryScope = "Tüm kapsamlar",
        ScopeLines = "Kapsamlar",
        OneALine = "Her satıra bir tane.",
        AccessMinutes = "Erişim belirteci: dakika",
        AccessMinutesHint = "5 ile 1440 arasında.",
        RefreshMinutes = "Yenileme belirteci: dakika",
        RefreshMinutesHint = "0: süresiz.",
        WindowMinutes = "Kullanılmazsa daha erken biter: dakika",
        DeleteAccessPolicyMeans = "Kuralları da silinir ve yalnızca onun izin verdiği uygulamalar artık belirteç alamaz. Bu geri alınamaz.",
        DeleteScopeMeans = "Bunu isteyen istekler artık reddedilir ve adını anan kurallar uymaz. Bu geri alınamaz.",
        DeleteClaimMeans = "Belirteçler artık bunu içermez: bunu arayan bir API bulamaz. Bu geri alınamaz.",
        RevokeTokenMeans = "Bunu kullanan programlar artık reddedilir. Geri getirilemez; yenisi oluşturulabilir.",

        GroupRules = "Grup kuralları",
        GroupRulesLead = "Profili bir kuralı karşılayan, şimdi ve değiştiğinde kuralın gruplarına girer.",
        AddGroupRule = "Kural ekle",
        NoGroupRules = "Grup kuralı yok",
        NoGroupRulesMeans = "Kural, kişileri gruplara elle koyma zahmetini giderir: örneğin bir bölümdeki herkes.",
        RuleExpressionHint = "Bir profil için doğru veya yanlış: user.department == \"Sales\"",
        IntoGroups = "Şu gruplara",
        ExceptPeople = "Şu kişiler hariç",
        ActiveRuleMeans = "Etkin kural değiştirilmez: önce devre dışı bırakın.",
        DeleteRuleMeans = "Gruplara koydukları orada kalır. Bu geri alınamaz.",

        SignOn = "Oturum açma",
        SignOnLead = "Kişilerin bu uygulamaya nasıl girdiği ve hangi ilkelerin karar verdiği.",
        ProvesItself = "Uygulama kimliğini şununla kanıtlar",
    };
}
