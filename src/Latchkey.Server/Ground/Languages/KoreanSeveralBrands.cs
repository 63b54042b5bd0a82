namespace Latchkey.Server.Ground.Languages;

internal static class KoreanSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "브랜드",
        AllBrandsLead = "각 브랜드에는 고유한 모양, 페이지, 메일이 있습니다. 앱이나 도메인은 그중 하나를, 없으면 기본 브랜드를 표시합니다.",
        AddBrand = "브랜드 추가",
        DefaultBrand = "기본",
        DeleteBrand = "이 브랜드 삭제",
        DeleteBrandMeans = "이미지, 페이지, 메일이 삭제됩니다. 이 브랜드를 표시하던 앱은 다시 첫 번째 브랜드를 표시합니다.",
        Domains = "도메인",
        DomainsLead = "이 브랜드를 표시하는 자체 주소입니다. DNS 레코드로 증명합니다.",
        Domain = "도메인",
        DomainHint = "DNS를 직접 관리하는 이름(예: login.example.com).",
        AddDomain = "도메인 추가",
        RecordHint = "이 TXT 레코드를 설정한 다음 확인하세요. 이름은 인증서가 있는 프록시를 가리키게 하세요.",
        RecordName = "레코드 이름",
        RecordText = "레코드 텍스트",
        Verify = "확인",
        NotProven = "DNS에 아직 없습니다. 새 레코드가 보이기까지 몇 분이 걸릴 수 있습니다.",
        InUse = "사용 중",
        Waiting = "레코드 대기 중",
        DeleteDomain = "이 도메인 삭제",
        DeleteDomainMeans = "이 주소에서는 더 이상 아무것도 찾을 수 없으며 해당 발급자의 토큰은 허용되지 않습니다.",
        AppBrand = "브랜드",
        AppBrandHint = "이 앱에 로그인할 때 사용자에게 표시되는 모습입니다.",
    };
}
