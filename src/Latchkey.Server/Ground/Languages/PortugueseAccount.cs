namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "Sua conta",
        Profile = "Perfil",
        Name = "Nome",
        Authenticators = "Formas de confirmar que é você",
        Apps = "Aplicativos com acesso",
        OwnApps = "Seus aplicativos",
        OpenApp = "Abrir",
        Activity = "Logins recentes",
        Data = "Seus dados",

        DisplayName = "Nome de exibição",
        NickName = "Apelido",
        MobilePhone = "Celular",
        Language = "Idioma",
        LanguageOfBrowser = "O idioma do navegador",
        ProfileOfOrg = "Sua organização cuida do seu perfil.",
        ProfileInvalid = "Não é possível salvar: um campo é longo demais ou tem caracteres não permitidos.",
        Save = "Salvar",
        Saved = "Salvo.",

        ChangePassword = "Alterar a senha",
        LastChanged = "Última alteração",
        OldPassword = "Senha atual",
        PasswordTooSoon = "Você alterou sua senha há pouco tempo. Tente novamente mais tarde.",
        PasswordNotYours = "Sua organização não permite que você altere sua senha aqui.",
        OldPasswordWrong = "Essa não é sua senha atual.",
        PasswordMeans = "Este navegador continua conectado. Em todos os outros navegadores e aplicativos será preciso entrar novamente.",
        PasswordChanged = "Sua senha foi alterada, e todas as outras sessões foram encerradas.",

        PasswordAlone = "Você entra apenas com sua senha.",
        Added = "Adicionado",
        Change = "Alterar",
        Remove = "Remover",
        RemoveMeans = "Deixará de confirmar que é você. Avisaremos por e-mail.",
        Removed = "Removido.",
        SetUp = "Configurar",
        IsSetUp = "Está configurado.",
        NameInvalid = "Digite um nome de no máximo 50 caracteres.",

        NoApps = "Nenhum aplicativo tem acesso à sua conta.",
        RemoveAccess = "Remover o acesso",
        AccessRemoved = "O aplicativo não tem mais acesso.",

        NoActivity = "Ainda não há logins.",
        Refused = "Recusado",
        ActivityHelp = "Há algo que você não reconhece? Altere sua senha.",

        DataText = "Tudo o que esta organização guarda sobre você, em um arquivo JSON.",
        Download = "Baixar meus dados",
        Delete = "Excluir minha conta",
        DeleteTitle = "Excluir sua conta?",
        DeleteText = "Tudo o que é seu desaparece, imediatamente e para sempre: seu perfil, suas sessões e o que cada aplicativo pode fazer por você.",
        DeleteType = "Para confirmar, digite {0}",
        DeleteMismatch = "Não é igual.",
        DeleteForGood = "Excluir para sempre",
        Deleted = "Sua conta foi excluída",
        DeletedText = "Você saiu de todos os lugares.",

        DeletedSubject = "Sua conta em {0} foi excluída",
        DeletedMail = "Sua conta {1} em {0} acabou de ser excluída, conforme pedido na página da conta.",
    };
}
