namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "Provedores de identidade",
        Lead = "Onde mais as suas pessoas podem entrar: cada um é um botão na página de entrada.",
        Add = "Adicionar provedor de identidade",
        None = "Nenhum provedor de identidade",
        NoneMeans = "As pessoas entram com o que têm aqui. Adicione Google, Apple, Entra, outro Latchkey ou qualquer provedor OpenID.",
        Kind = "Tipo",
        NameHint = "O botão traz este nome.",
        Callback = "Para onde eles enviam as pessoas de volta",
        CallbackHint = "Informe este endereço em cada provedor como URI de redirecionamento.",
        Issuer = "Emissor",
        IssuerHint = "O endereço como os tokens de ID o indicam. Google e Apple têm o seu; para o Entra, use o do seu locatário.",
        ClientId = "ID do cliente",
        ClientSecret = "Segredo do cliente",
        SecretKept = "Deixe vazio para manter o que está guardado.",
        ForApple = "Somente para Apple",
        TeamId = "ID da equipe",
        KeyId = "ID da chave",
        PrivateKey = "Chave privada",
        PrivateKeyHint = "O texto do arquivo .p8.",
        WhoGetsIn = "Quem entra",
        Links = "Vincular contas que já existem",
        LinksMeans = "Por um endereço de e-mail verificado pelos dois lados. Administradores são vinculados à mão.",
        Provisions = "Criar contas para pessoas novas",
        ProvisionsMeans = "Se o provedor verificou o endereço de e-mail delas.",
        Trusts = "Aceitar o segundo fator dele",
        TrustsMeans = "Quem deu um lá não precisa dar outro aqui.",
        Keeps = "Guardar os tokens dele",
        KeepsMeans = "Selados, para programas que chamam o provedor em nome de alguém.",
        EveryTenant = "Qualquer um com uma conta desse tipo entra. Use o emissor do seu próprio locatário para deixar entrar só as suas pessoas.",
        NobodyNew = "Não entra ninguém que não tenha vindo antes: contas não são vinculadas nem criadas.",
        DeleteMeans = "Quem não tem senha nem chave de acesso aqui não pode mais entrar. As contas ficam.",
        OtherOrg = "Outro Latchkey, ou Okta",
        OtherOpenId = "Outro provedor OpenID",
    };
}
