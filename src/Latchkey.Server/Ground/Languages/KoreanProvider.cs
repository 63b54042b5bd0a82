namespace Latchkey.Server.Ground.Languages;

internal static class KoreanProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "ID 공급자",
        Lead = "사용자가 로그인할 수 있는 다른 곳입니다. 각각 로그인 페이지의 버튼이 됩니다.",
        Add = "ID 공급자 추가",
        None = "ID 공급자가 없습니다",
        NoneMeans = "사용자는 여기에서 설정한 방법으로 로그인합니다. Google, Apple, Entra, 다른 Latchkey 또는 OpenID 공급자를 추가하세요.",
        Kind = "종류",
        NameHint = "버튼에 이 이름이 표시됩니다.",
        Callback = "사용자를 되돌려 보내는 주소",
        CallbackHint = "각 공급자에서 이 주소를 리디렉션 URI로 등록하세요.",
        Issuer = "발급자",
        IssuerHint = "ID 토큰에 적힌 주소입니다. Google과 Apple에는 고유한 주소가 있으며, Entra에는 자신의 테넌트 주소를 사용하세요.",
        ClientId = "클라이언트 ID",
        ClientSecret = "클라이언트 비밀",
        SecretKept = "비워 두면 저장된 값을 유지합니다.",
        ForApple = "Apple 전용",
        TeamId = "팀 ID",
        KeyId = "키 ID",
        PrivateKey = "개인 키",
        PrivateKeyHint = ".p8 파일의 텍스트입니다.",
        WhoGetsIn = "들어올 수 있는 사람",
        Links = "기존 계정 연결",
        LinksMeans = "양쪽에서 확인한 이메일 주소로 연결합니다. 관리자는 수동으로 연결합니다.",
        Provisions = "새로운 사람의 계정 만들기",
        ProvisionsMeans = "공급자가 이메일 주소를 확인한 경우에만 만듭니다.",
        Trusts = "그곳의 두 번째 요소 인정",
        TrustsMeans = "그곳에서 제시한 사람에게는 여기에서 요구하지 않습니다.",
        Keeps = "토큰 보관",
        KeepsMeans = "사람을 대신하여 공급자를 호출하는 프로그램을 위해 봉인하여 보관합니다.",
        EveryTenant = "이 종류의 계정이 있는 사람은 누구나 들어올 수 있습니다. 자신의 사람만 들이려면 자신의 테넌트 발급자를 사용하세요.",
        NobodyNew = "전에 온 적이 없는 사람은 들어올 수 없습니다. 계정이 연결되지도 만들어지지도 않습니다.",
        DeleteMeans = "여기에 비밀번호나 패스키가 없는 사람은 더 이상 로그인할 수 없습니다. 계정은 유지됩니다.",
        OtherOrg = "다른 Latchkey 또는 Okta",
        OtherOpenId = "다른 OpenID 공급자",
    };
}
