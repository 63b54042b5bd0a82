namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "E-mails",
        MailsLead = "O que dizem os e-mails desta organização, em cada idioma.",
        Yours = "As suas palavras",
        Ours = "As nossas palavras",
        MailLanguage = "Idioma",
        Subject = "Assunto",
        Body = "Texto",
        BodyHint = "HTML, com as variáveis abaixo. Deve conter o que as pessoas precisam para continuar.",
        Variables = "Variáveis",
        ForOthers = "Para todas as pessoas cujo idioma não tem palavras aqui",
        AddLanguage = "Adicionar um idioma",
        ResetMail = "Voltar às nossas palavras",
        ResetMailMeans = "As suas palavras para este e-mail são eliminadas em todos os idiomas, e as pessoas voltam a receber as nossas.",
        DeleteWords = "Eliminar estas palavras",
        DeleteWordsMeans = "Quem fala este idioma recebe as palavras para todos os outros, ou as nossas.",
        AsText = "Como texto",
        SendTest = "Enviar-me um teste",
        SendTestHint = "É enviado para {0}, tal como está guardado. Os seus links e códigos não abrem nada.",
        Recipients = "Quem o recebe",
        RecipientsHint = "Um e-mail que alguém espera vai para todas as pessoas.",
        Everybody = "Todas as pessoas",
        AdministratorsOnly = "Apenas administradores",
        Nobody = "Ninguém",
        Languages = "Idiomas",
        LanguagesLead = "O que as páginas e os e-mails falam quando podem escolher.",
        DefaultLanguage = "Idioma predefinido",
        DefaultHint = "Para pessoas cuja aplicação, perfil e navegador não indicam nenhum dos oferecidos.",
        Offered = "Idiomas oferecidos",
        OfferedHint = "O que não está assinalado não é mostrado a ninguém, diga o navegador o que disser.",
        Files = "Ficheiros well-known",
        FilesLead = "O que este endereço diz das suas aplicações a telefones e navegadores. As aplicações preenchem os ficheiros "
            + "sozinhas; o resto é adicionado por API.",
        AndroidFile = "Android: aplicações que abrem links deste endereço e usam as suas chaves de acesso",
        AppleFile = "Apple: aplicações que abrem links deste endereço e usam as suas palavras-passe e chaves de acesso",
        WebAuthnFile = "Navegadores: outros sites onde as chaves de acesso deste endereço podem ser usadas",
        AddedByYou = "Com o que foi adicionado por API",
        OpenFile = "Abrir o ficheiro",
    };
}
