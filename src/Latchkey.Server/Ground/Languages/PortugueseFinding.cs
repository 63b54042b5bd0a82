namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Pesquisar aplicativos, pessoas, grupos",
        FindWhat = "Nome, e-mail ou ID",
        FindHint = "Tente o início de um nome, ou cole um ID: ele leva lá de imediato.",
        Keyboard = "Atalhos de teclado",
        KeyboardLead = "Toda página funciona com Tab e Enter. Estes são caminhos mais curtos.",
        KeySearch = "Pesquisar em toda parte",
        KeyThis = "Esta visão geral",
        KeyClose = "Fechar o que está aberto",
        KeysOff = "Desligar estas teclas neste navegador",
        KeysOffMeans = "Para entrada por voz, e para mãos que tocam teclas sem querer.",
        StepsLead = "Três passos, e alguém terá entrado num aplicativo seu.",
        StepPerson = "Adicionar uma pessoa",
        StepPersonText = "Alguém que entre: um colega, ou uma segunda conta sua para experimentar.",
        StepSignIn = "Entrar no aplicativo",
        StepSignInText = "O seu início rápido tem a configuração para a sua plataforma, com os valores preenchidos.",
        OpenQuickStart = "Abrir início rápido",
        Done = "Feito",
    };
}
