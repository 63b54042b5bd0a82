namespace Latchkey.Server.Ground.Languages;

internal static class KoreanDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "패스키 기기",
        Lead = "패스키를 보관하는 기기에 대해 FIDO가 알려 주는 것: 이름, 인증 수준, 취소된 모델.",
        File = "FIDO 파일",
        NoFile = "아직 가져온 파일이 없습니다",
        NoFileMeans = "기기의 이름을 알 수 없고 기기의 구성에 조건을 둘 수 없습니다. FIDO 파일을 받아 여기로 가져오세요.",
        Number = "번호",
        Models = "모델",
        Revoked = "취소됨",
        Next = "다음 파일",
        Overdue = "{0}부터 더 새로운 파일이 있습니다. 취소된 모델이 더 있을 수 있습니다.",
        Bring = "파일 가져오기",
        BringHint = "https://mds3.fidoalliance.org 에서 받은 그대로의 파일입니다. FIDO의 서명을 확인하며 더 오래된 파일은 거부합니다.",
        BroughtElsewhere = "이 서버의 모든 조직이 파일을 함께 씁니다. 첫 번째 조직의 콘솔이나 서버 운영자가 가져옵니다.",
        NotTaken = "FIDO가 서명한 파일이 아니거나 도중에 변경되었습니다.",
        Older = "이미 더 새로운 파일을 가져왔습니다. 아무것도 바뀌지 않았습니다.",
        Asked = "기기에 요구하는 것",
        AskedMeans = "패스키 방식의 설정에 따릅니다. 어떤 모델 그룹을 쓸 수 있는지는 등록 정책이 정합니다.",
        AsksNothing = "없음: FIDO가 경고하지 않은 기기는 모두 쓸 수 있습니다.",
        Model = "모델",
        Certified = "인증",
        NotCertified = "인증 없음",
        InHardware = "하드웨어의 키",
        Own = "자체 모델",
        Takes = "허용",
        Refuses = "허용 안 함",
        Weak = "신뢰할 수 없음",
        SearchModels = "이름 또는 AAGUID",
        More = "{0}개 더 있습니다. 이름으로 검색하세요.",
    };
}
