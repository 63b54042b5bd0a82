namespace Latchkey.Server.Ground.Languages;

internal static class KoreanInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "보고서",
        Failures = "원인별 실패",
        FailuresMean = "로그인이 실패한 이유입니다.",
        NoFailures = "이 기간에 실패가 없습니다.",
        Factors = "사용 중인 요소",
        FactorsMean = "비밀번호 외에 무엇을 몇 명이 설정했는지입니다.",
        NoFactors = "아직 두 번째 요소를 설정한 사람이 없습니다.",
        Idle = "쓰지 않는 앱",
        IdleMeans = "이 기간에 토큰을 받지 않은 활성 앱입니다. 쓰지 않으면 끄는 편이 낫습니다.",
        NoIdle = "모든 활성 앱이 이 기간에 토큰을 받았습니다.",
        Refreshes = "새로 고침 반복과 도난",
        RefreshesMean = "반복은 잃어버린 응답이라 해롭지 않습니다. 도난은 그 로그인에서 나온 모든 것을 끝냈습니다.",
        NoRefreshes = "이 기간에 반복이나 도난이 없습니다.",
        Repeats = "반복",
        Thefts = "도난",
        Slow = "느린 요청",
        SlowMeans = "서버가 시작된 뒤, 스무 건 중 열아홉 건이 걸린 최대 시간 순입니다.",
        NoSlow = "아직 요청이 없습니다.",
        NothingToShow = "보여 줄 것이 없습니다",

        Cause = "원인",
        SignIns = "로그인",
        Factor = "요소",
        SetUp = "설정 수",
        App = "앱",
        DaysIdle = "쓰지 않은 날",
        LastUsed = "마지막 사용",
        NeverUsed = "없음",
        Times = "횟수",
        Route = "경로",
        P95 = "20건 중 19건",
        Longest = "최장",
        Requests = "요청 수",

        IsLive = "실시간",
        Watch = "실시간 보기",
        StopLive = "멈추기",
        SavedSearches = "저장한 검색",
        SaveSearchAs = "이 검색을 저장할 이름",
        SaveSearch = "저장",
        SearchNotSaved = "검색을 저장하지 못했습니다. 100자 이하의 이름이 필요하고 50개까지입니다.",

        Authenticators = "인증 수단",
        AuthenticatorsLead = "사용자가 자신을 증명하는 수단입니다. 누가 무엇을 설정할지는 등록 정책이 정합니다.",
    };
}
