namespace Latchkey.Server.Ground.Languages;

internal static class KoreanFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "앱, 사람, 그룹 검색",
        FindWhat = "이름, 이메일 또는 ID",
        FindHint = "이름의 앞부분을 입력하거나 ID를 붙여 넣으면 바로 이동합니다.",

        Keyboard = "키보드 단축키",
        KeyboardLead = "모든 페이지를 Tab과 Enter로 사용할 수 있습니다. 더 빠른 방법은 다음과 같습니다.",
        KeySearch = "전체 검색",
        KeyThis = "이 목록",
        KeyClose = "열린 항목 닫기",
        KeysOff = "이 브라우저에서 이 키 사용 안 함",
        KeysOffMeans = "음성 입력을 사용하거나 실수로 키를 누르기 쉬운 경우를 위한 설정입니다.",

        StepsLead = "세 단계면 누군가 내 앱에 로그인할 수 있습니다.",
        StepPerson = "사람 추가",
        StepPersonText = "로그인할 사람입니다. 동료이거나, 시험해 볼 두 번째 계정일 수 있습니다.",
        StepSignIn = "앱에 로그인",
        StepSignInText = "빠른 시작에 플랫폼에 맞는 구성이 앱의 값과 함께 준비되어 있습니다.",
        OpenQuickStart = "빠른 시작 열기",
        Done = "완료",
    };
}
