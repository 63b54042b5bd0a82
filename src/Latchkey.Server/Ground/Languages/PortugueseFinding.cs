namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Pesquisar aplicativos, pessoas e grupos",
        FindWhat = "Nome, e-mail ou ID",
        FindHint = "Tente o começo de um nome ou cole um ID: ele leva direto para lá.",

        Keyboard = "Atalhos de teclado",
        KeyboardLead = "Todas as páginas funcionam com Tab e Enter. Estes são caminhos mais curtos.",
        KeySearch = "Pesquisar em todos os lugares",
        KeyThis = "Esta visão geral",
        KeyClose = "Fechar o que está aberto",
        KeysOff = "Desativar estas teclas neste navegador",
        KeysOffMeans = "Para entrada por voz e para mãos que tocam teclas sem querer.",

        StepsLead = "Três passos, e alguém terá entrado em um aplicativo seu.",
        StepPerson = "Adicionar uma pessoa",
        StepPersonText = "Alguém que entre: um colega ou uma segunda conta sua para fazer testes.",
        StepSignIn = "Entrar no aplicativo",
        StepSignInText = "O Início rápido tem a configuração para sua plataforma, já preenchida com os valores dele.",
        OpenQuickStart = "Abrir o Início rápido",
        Done = "Feito",
    };
}
