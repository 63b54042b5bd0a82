namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "Dispositivos de chaves de acesso",
        Lead = "O que a FIDO diz dos dispositivos que guardam chaves de acesso: como se chamam, até onde foram certificados e o que foi revogado.",
        File = "O ficheiro da FIDO",
        NoFile = "Ainda não foi trazido nenhum ficheiro",
        NoFileMeans = "Os dispositivos não têm nome e nada se pode exigir sobre como são feitos. Pegue no ficheiro da FIDO e traga-o para aqui.",
        Number = "Número",
        Models = "Modelos",
        Revoked = "Revogados",
        Next = "Um mais recente a partir de",
        Overdue = "Há um ficheiro mais recente desde {0}. Pode conhecer mais revogações.",
        Bring = "Trazer um ficheiro",
        BringHint = "Tal como https://mds3.fidoalliance.org o entrega. A assinatura da FIDO é verificada e um ficheiro mais antigo é recusado.",
        BroughtElsewhere = "Todas as organizações deste servidor partilham o ficheiro. Quem o traz é a consola da primeira ou quem gere o servidor.",
        NotTaken = "Este ficheiro não foi assinado pela FIDO ou foi alterado pelo caminho.",
        Older = "Já foi trazido um ficheiro mais recente. Nada foi alterado.",
        Asked = "O que se exige dos dispositivos",
        AskedMeans = "Segundo as definições do método de chaves de acesso; que grupos de modelos cada pessoa pode usar, dizem as políticas de inscrição.",
        AsksNothing = "Nada: aceita-se qualquer dispositivo de que a FIDO não avise.",
        Model = "Modelo",
        Certified = "Certificado",
        NotCertified = "Não certificado",
        InHardware = "Chaves em hardware",
        Own = "Próprio",
        Takes = "Aceite",
        Refuses = "Não aceite",
        Weak = "Não é de confiança",
        SearchModels = "Nome ou AAGUID",
        More = "Mais {0}: procure-os pelo nome.",
    };
}
