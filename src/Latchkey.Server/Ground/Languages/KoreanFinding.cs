namespace Latchkey.Server.Ground.Languages;

internal static class KoreanFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "앱, 사용자, 그룹 검색",
        FindWhat = "이름, 이메일 또는 ID",
        FindHint = "이름의 앞부분을 입력하거나 ID를 붙여 넣으세요. 바로 이동합니다.",
        Keyboard = "키보드 단축키",
        KeyboardLead = "모든 페이지는 Tab과 Enter로 작동합니다. 이것은 더 짧은 길입니다.",
        KeySearch = "모든 곳에서 검색",
        KeyThis = "이 개요",
        KeyClose = "열린 것 닫기",
        KeysOff = "이 브라우저에서 이 키 끄기",
        KeysOffMeans = "음성 입력과, 실수로 키를 누르는 손을 위해.",
        StepsLead = "세 단계면 누군가 당신의 앱에 로그인합니다.",
        StepPerson = "사용자 추가",
        StepPersonText = "로그인할 사람: 동료, 또는 시험용으로 쓸 당신의 두 번째 계정.",
        StepSignIn = "앱에 로그인",
        StepSignInText = "앱의 빠른 시작에 플랫폼에 맞는 구성이 해당 앱의 값으로 채워져 있습니다.",
        OpenQuickStart = "빠른 시작 열기",
        Done = "완료",
    };
}
