namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "este é o código para entrar de novo na sua conta em {0}:",
        UnlockSubject = "Desbloqueie sua conta em {0}",
        UnlockText = "sua conta {1} em {0} está bloqueada. Este link a desbloqueia:",
        UnlockButton = "Desbloquear a conta",
        UnlockMeans = "A senha continua a mesma, e isto não inicia uma sessão.",
        Unlocked = "Sua conta está desbloqueada.",
        SignUpSubject = "Conclua sua conta em {0}",
        SignUpText = "Este link conclui sua conta em {0}. A página pede a senha que você acabou de escolher.",
        SignUpPassword = "Isto conclui a conta. Digite a senha que você escolheu para ela.",
        SignUpWrong = "Esta não é a senha que você escolheu. Depois de cinco erros, comece de novo.",
        SignUpReady = "Sua conta está pronta.",
        LockedOut = "Esta conta está bloqueada após senhas erradas demais.",
        AnswerWrong = "Esta não é a resposta. Depois de cinco erros em um dia, tente novamente amanhã.",
        LinkToo = "Ou abra este link, aqui ou em outro dispositivo:",
        LinkButton = "Sim, sou eu",
        LinkTitle = "Foi você que começou isto?",
        LinkText = "Isto diz que você pode ler os e-mails de {0}. Continue apenas se acabou de começar isto.",
        LinkNumber = "Número na página onde você começou",
        LinkWrong = "Esse não é o número. Peça um novo e-mail onde você começou.",
        LinkWaiting = "Você também pode abrir o link do e-mail. Em outro navegador ele pede este número:",
        LinkCheck = "Abri o link",
        LinkOpened = "Você abriu o link.",
        FirstUse = "Receber um código por e-mail",
        FirstSent = "Se {0} tiver uma conta aqui, um e-mail com um código de 8 dígitos está a caminho.",
        FirstPassword = "Usar a senha",
        AdminLocked = "A conta {0} em {1} foi bloqueada",
        AdminReported = "{0} diz que uma alteração da sua conta em {1} foi feita por outra pessoa",
        AdminDeactivated = "A conta {0} em {1} foi desativada",
        AdminWhy = "Você administra {0} e pediu para ser avisado disso.",
        AdminOpen = "Abrir no console",
    };
}
