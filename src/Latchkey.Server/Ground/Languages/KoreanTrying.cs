namespace Latchkey.Server.Ground.Languages;

internal static class KoreanTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "사용해 보기",
        Ask = "요청하기",
        AskMeans = "앱이 브라우저를 보낼 곳입니다. 열어서 로그인하세요.",
        OpenIt = "새 탭에서 열기",
        Change = "요청 바꾸기",
        Answer = "응답",
        AnswerMeans = "브라우저가 이어서 간 곳입니다. 아무것도 보이지 않아도 주소를 복사하세요.",
        AddressOfAnswer = "응답 주소",
        ReadIt = "읽기",
        NoAnswer = "매개변수가 없습니다. 주소 전체를 복사하세요",
        OtherState = "다른 요청의 응답입니다. state가 다릅니다",
        NoCode = "코드가 없습니다",
        Redeem = "코드 교환",
        RedeemMeans = "토큰 엔드포인트가 새 탭에서 응답합니다. 코드는 1분 동안 한 번만 쓸 수 있습니다.",
        SecretMeans = "브라우저에서 바로 보내며 어디에도 저장하지 않습니다.",
        SendIt = "보내기",
        Tokens = "토큰",
        TokensMean = "응답이나 토큰을 붙여 넣어 내용을 봅니다. 저장하지 않습니다.",
        AnswerOfServer = "토큰 엔드포인트의 응답",
        NoTokens = "응답도 토큰도 아닙니다",
        NotForThis = "이 앱에 로그인하는 사람이 없습니다",
        NotForThisMeans = "리디렉션 URI가 없습니다. 서비스는 스스로 토큰을 받습니다. 빠른 시작을 보세요.",

        Mobile = "모바일",
        AndroidPrograms = "Android 프로그램",
        AndroidHint = "한 줄에 하나: 패키지, 공백, 서명 인증서의 SHA-256.",
        ApplePrograms = "Apple 프로그램",
        AppleHint = "한 줄에 하나: 팀, 점, 번들 ID.",
        IsServed = "제공되고 올바름",
        NotServed = "이 앱이 없습니다",
        AskAsPhone = "휴대전화처럼 요청하기",
        NotReached = "이 주소에서 가져올 수 없습니다",
    };
}
