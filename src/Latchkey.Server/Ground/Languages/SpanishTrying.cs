namespace Latchkey.Server.Ground.Languages;

internal static class SpanishTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "Probar",
        Ask = "Preguntar",
        AskMeans = "Adónde enviaría la aplicación al navegador. Ábralo e inicie sesión.",
        OpenIt = "Abrir en otra pestaña",
        Change = "Cambiar la solicitud",
        Answer = "La respuesta",
        AnswerMeans = "Adónde se envió después el navegador: copie la dirección, aunque allí no se muestre nada.",
        AddressOfAnswer = "Dirección de la respuesta",
        ReadIt = "Leer",
        NoAnswer = "no tiene parámetros: copie toda la dirección",
        OtherState = "es la respuesta a otra solicitud: su state es distinto",
        NoCode = "no tiene código",
        Redeem = "Canjear el código",
        RedeemMeans = "Responde el propio punto de tokens, en otra pestaña. Un código sirve una vez, durante un minuto.",
        SecretMeans = "Va de su navegador al punto de tokens y no se guarda.",
        SendIt = "Enviar",
        Tokens = "Los tokens",
        TokensMean = "Pegue la respuesta o un token y lea lo que dice. No se guarda.",
        AnswerOfServer = "Respuesta del punto de tokens",
        NoTokens = "no es una respuesta ni un token",
        NotForThis = "Nadie inicia sesión en esta aplicación",
        NotForThisMeans = "No tiene URI de redirección. Un servicio obtiene sus tokens por sí mismo: vea su inicio rápido.",

        Mobile = "Móvil",
        AndroidPrograms = "Programas de Android",
        AndroidHint = "Uno por línea: el paquete, un espacio y el SHA-256 de su certificado de firma.",
        ApplePrograms = "Programas de Apple",
        AppleHint = "Uno por línea: el equipo, un punto y el ID de paquete.",
        IsServed = "Publicado y correcto",
        NotServed = "No nombra esta aplicación",
        AskAsPhone = "Pedirlos como lo hace un teléfono",
        NotReached = "No se obtiene en esta dirección",
    };
}
