namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "Testar",
        Ask = "Perguntar",
        AskMeans = "Para onde o aplicativo enviaria o navegador. Abra e entre.",
        OpenIt = "Abrir em nova guia",
        Change = "Alterar a solicitação",
        Answer = "A resposta",
        AnswerMeans = "Para onde o navegador foi depois: copie o endereço, mesmo que nada apareça lá.",
        AddressOfAnswer = "Endereço da resposta",
        ReadIt = "Ler",
        NoAnswer = "não tem parâmetros: copie o endereço inteiro",
        OtherState = "é resposta a outra solicitação: o state difere",
        NoCode = "não tem código",
        Redeem = "Trocar o código",
        RedeemMeans = "O próprio endpoint responde, em nova guia. Um código vale uma vez, por um minuto.",
        SecretMeans = "Vai do seu navegador ao endpoint e não é guardado.",
        SendIt = "Enviar",
        Tokens = "Os tokens",
        TokensMean = "Cole a resposta ou um token e leia o que diz. Não é guardado.",
        AnswerOfServer = "Resposta do endpoint",
        NoTokens = "não é resposta nem token",
        NotForThis = "Ninguém entra neste aplicativo",
        NotForThisMeans = "Não tem URI de redirecionamento. Um serviço obtém seus tokens sozinho: veja o início rápido.",

        Mobile = "Móvel",
        AndroidPrograms = "Programas Android",
        AndroidHint = "Um por linha: o pacote, um espaço e o SHA-256 do certificado de assinatura.",
        ApplePrograms = "Programas Apple",
        AppleHint = "Um por linha: a equipe, um ponto e o ID do pacote.",
        IsServed = "Publicado e correto",
        NotServed = "Não nomeia este aplicativo",
        AskAsPhone = "Pedir como faz um telefone",
        NotReached = "Não se obtém neste endereço",
    };
}
