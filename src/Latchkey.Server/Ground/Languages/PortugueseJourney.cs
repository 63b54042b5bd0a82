namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "Usar outro nome",
        RememberName = "Lembrar o meu nome neste dispositivo",
        RememberedNames = "Nomes lembrados neste dispositivo",
        ForgetNames = "Esquecer estes nomes",
        KeepSignedIn = "Manter-me conectado",

        OfferTitle = "Torne a sua conta mais segura",
        OfferText = "Com uma segunda forma de confirmar que é você, ninguém entra só com a sua senha.",
        OfferSkip = "Agora não, continuar",
        OfferLater = "Pode fazer isso a qualquer momento na página da sua conta.",

        Working = "Um momento. O seu navegador faz um pequeno cálculo que mantém os robôs de fora.",
        WorkAgain = "Demorou demais. Envie mais uma vez.",
        WorkNeedsScript = "Aqui um pequeno cálculo do navegador mantém os robôs de fora. Ative os scripts e recarregue a página.",
        WorkSlowly = "Há muitos pedidos neste momento. Tente daqui a um minuto ou ative os scripts.",

        ChangeEmail = "Alterar o endereço de e-mail",
        EmailNow = "O seu endereço atual",
        EmailNew = "Novo endereço de e-mail",
        EmailBoth = "Enviamos um código ao endereço novo e outro ao antigo. São precisos os dois.",
        EmailNewAlone = "Enviamos um código ao endereço novo e avisamos o antigo.",
        EmailSame = "Esse já é o seu endereço.",
        CodeSentTo = "Código do e-mail enviado a {0}",
        EmailCodesWrong = "Não funciona. Os códigos valem 15 minutos e, após cinco erros, é preciso recomeçar.",
        EmailChanged = "O seu endereço de e-mail foi alterado.",
        EmailLogin = "A partir daí, entra com o endereço novo.",

        NewAddressSubject = "O seu código para o novo endereço em {0}",
        NewAddressText = "este código confirma que a sua conta em {0} deve ter este endereço de e-mail:",
        OldAddressSubject = "O seu endereço em {0} está prestes a mudar",
        OldAddressText = "este código confirma que a sua conta em {0} deve ter outro endereço de e-mail:",
        AddressIgnore = "Se não foi você, não dê o código a ninguém.",
        AddressChangedSubject = "O seu endereço em {0} foi alterado",
        AddressChangedText = "O endereço de e-mail da sua conta {1} em {0} acaba de ser alterado.",

        NotMe = "Não fui eu",
        NotMeMail = "Se não foi você: este link encerra tudo e você escolhe uma nova senha. Vale sete dias.",
        NotMeMailDay = "Se não foi você: este link encerra tudo e você escolhe uma nova senha. Vale 24 horas.",
        NotMeTitle = "Não foi você?",
        NotMeMeans = "Cada navegador e cada aplicativo é desconectado, a sua senha deixa de valer e você escolhe uma nova.",
        NotMeAddress = "O seu endereço de e-mail volta a ser {0}.",
        NotMeEnd = "Encerrar tudo",

        NewDeviceSubject = "Um novo dispositivo entrou na sua conta em {0}",
        NewDeviceText = "Acabaram de entrar na sua conta {1} em {0} com um dispositivo nunca visto aqui: {2}.",

        PhoneSignIn = "Entrar com o telefone",
        PhoneText = "Aponte a câmera do seu telefone para esta imagem. O telefone pedirá este número:",
        PhoneQr = "Imagem para digitalizar com um telefone",
        PhoneOpen = "Ou abra este endereço no telefone:",
        PhoneWaiting = "À espera do seu telefone. Esta página continua sozinha.",
        PhoneCheck = "Verificar agora",
        PhoneOver = "Demorou demais ou foi recusado no telefone.",
        OtherTitle = "Entrar em outro dispositivo?",
        OtherText = "Outro dispositivo quer entrar como {0}. Continue apenas se foi você que começou e se tem esse dispositivo à sua frente.",
        OtherNumber = "Número no outro dispositivo",
        OtherWrong = "Não é o número que ele mostra. Recomece no outro dispositivo.",

        RecoveryTitle = "Códigos de recuperação",
        RecoveryText = "Cada um confirma uma vez que é você, quando não tem mais nada à mão.",
        RecoveryOnce = "Anote-os ou imprima-os: só são mostrados desta vez.",
        RecoveryMake = "Criar códigos de recuperação",
        RecoveryLeft = "Códigos restantes: {0}",
        RecoveryReplaces = "Os códigos anteriores deixam de funcionar.",
        RecoveryUse = "Usar um código de recuperação",
        RecoveryLead = "Digite um dos códigos de recuperação que guardou.",
    };
}
