namespace Latchkey.Server.Ground.Languages;

internal static class KoreanWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "이메일",
        MailsLead = "이 조직의 메일이 각 언어로 전하는 내용입니다.",
        Yours = "직접 작성한 문구",
        Ours = "기본 문구",
        MailLanguage = "언어",
        Subject = "제목",
        Body = "본문",
        BodyHint = "아래 변수를 사용할 수 있는 HTML입니다. 사용자가 계속 진행하는 데 필요한 내용을 포함해야 합니다.",
        Variables = "변수",
        ForOthers = "여기에 문구가 없는 언어를 쓰는 모든 사람용",
        AddLanguage = "언어 추가",
        ResetMail = "기본 문구로 되돌리기",
        ResetMailMeans = "이 메일에 직접 작성한 문구가 모든 언어에서 삭제되고 사용자는 다시 기본 문구를 받습니다.",
        DeleteWords = "이 문구 삭제",
        DeleteWordsMeans = "이 언어를 쓰는 사람은 다른 모든 사람용 문구나 기본 문구를 받습니다.",
        AsText = "텍스트로 보기",
        SendTest = "나에게 테스트 보내기",
        SendTestHint = "저장된 내용이 {0}(으)로 전송됩니다. 링크와 코드는 아무것도 열지 않습니다.",
        Recipients = "받는 사람",
        RecipientsHint = "누군가 기다리는 메일은 모두에게 전송됩니다.",
        Everybody = "모두",
        AdministratorsOnly = "관리자만",
        Nobody = "아무도 없음",
        Languages = "언어",
        LanguagesLead = "페이지와 메일이 선택할 수 있을 때 사용하는 언어입니다.",
        DefaultLanguage = "기본 언어",
        DefaultHint = "앱, 프로필, 브라우저가 제공되는 언어를 지정하지 않은 사람에게 사용됩니다.",
        Offered = "제공하는 언어",
        OfferedHint = "선택하지 않은 언어는 브라우저 설정과 관계없이 표시되지 않습니다.",
        Files = "well-known 파일",
        FilesLead = "이 주소가 휴대폰과 브라우저에 앱에 관해 알리는 내용입니다. 앱이 파일을 자동으로 채우며 API로 더 추가할 수 있습니다.",
        AndroidFile = "Android: 이 주소의 링크를 열고 패스키를 사용하는 앱",
        AppleFile = "Apple: 이 주소의 링크를 열고 비밀번호와 패스키를 사용하는 앱",
        WebAuthnFile = "브라우저: 이 주소의 패스키를 사용할 수 있는 다른 사이트",
        AddedByYou = "API로 추가한 내용 포함",
        OpenFile = "파일 열기",
    };
}
