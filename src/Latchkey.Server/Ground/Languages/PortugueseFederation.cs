namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "Entrar com {0}",
        Failed = "A resposta do outro provedor não pôde ser usada. Tente de novo ou entre de outra forma.",
        Refused = "Você não entrou lá. Tente de novo ou entre de outra forma.",
        Unknown = "Nenhuma conta aqui corresponde àquela. Entre de outra forma ou pergunte ao administrador.",
        Away = "O outro provedor não pode ser alcançado agora. Tente de novo ou entre de outra forma.",
    };
}
