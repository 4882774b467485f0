// The articles of the test's newspaper, one with chapters in its recording: blocks of sentences, which are HTML. Each sentence is one cue of the transcript where
// it is read. The headline comes first, in a block of its own.

// A sentence that stands in the text and is left out of the recording.
const unread = (html) => ({ html, isRead: false });
// A sentence that a person would read in other words than it is written.
const said = (html, words) => ({ html, words });

export const articles = [
  {
    slug: 'ferry',
    language: 'en',
    author: 'Tom Ashdown',
    published: '2026-03-12T08:30:00+07:00',
    voice: ['-v', 'en-us+f3', '-s', '165', '-p', '70'],
    blocks: [
      ['h1', ['The old ferry crosses the river again']],
      ['p', [
        'After four months in the yard the old ferry carried its first passengers on Monday morning.',
        'Two hundred people waited on the landing before sunrise, most of them schoolchildren with bicycles.',
        'The captain, Margaret Lowell, said: "The engine &amp; the hull are better than they ever were."',
      ]],
      ['h2', ['Low water decides']],
      ['p', [
        'The boat stays at the pier while the gauge by the bridge shows a depth &lt; 2 metres.',
        unread('A second gauge will be put up near the brick kilns before the summer floods arrive.'),
        'Everybody can look at <a href="/timetable.html">the new timetable</a> before leaving home.',
      ]],
      ['h2', ['What a crossing costs']],
      ['ul', [
        'Grown people pay five coins for a crossing.',
        'Children and students travel without a ticket.',
        'A motorcycle costs as much as two passengers.',
      ]],
      ['blockquote', ['“My grandmother sold tea on this boat,” remembered the oldest of the passengers.']],
      ['p', [
        'The town paid half of the repairs, and a lottery brought the other half together.',
        'By evening the lamps along the water were burning again, for the first time since November.',
      ]],
    ],
  },
  {
    slug: 'cho-noi',
    language: 'vi',
    author: 'Lê Thu Hà',
    published: '2026-03-13T09:00:00+07:00',
    voice: ['-v', 'vi+f2', '-s', '150', '-p', '65'],
    // Each begins with the sentence that begins so; the first one with the recording.
    chapters: [
      { title: 'Mở đầu & lời chào' },
      { title: 'Đường xuống bến, và cách đi đò cho những người từ xa đến lần đầu', begins: 'Đường xuống bến',
        url: 'https://ben-lang.example/duong-xuong-ben?a=1&b=2' },
      { title: 'Buổi chiều', begins: 'Buổi chiều', url: 'https://ben-lang.example/buoi-chieu' },
      { title: 'Đêm xuống', begins: 'Đêm xuống' },
    ],
    blocks: [
      ['h1', ['Chợ nổi họp lại sau mùa nước lớn']],
      ['p', [
        'Sáng thứ bảy, hơn một trăm ghe hàng đã trở về khúc sông cũ.',
        'Người bán dưa, bán khóm và bán cá neo ghe thành ba hàng dài.',
        'Bà Nguyễn Thị Bảy nói: "Tôi chờ ngày này suốt ba tháng mưa gió."',
      ]],
      ['h2', ['Đường xuống bến']],
      ['p', [
        'Xe máy gửi ở sân trường, cách bến chừng hai trăm mét.',
        'Khách đi xa nên xem <a href="/timetable.html">giờ đò chạy</a> trước khi rời nhà.',
        unread('Từ tháng sau, huyện sẽ đặt thêm một cầu phao bên bờ đối diện.'),
        said('Khi mực nước &lt; 1 mét, ghe lớn phải đậu ngoài vàm.',
          'Khi mực nước dưới một mét, ghe lớn phải đậu ngoài vàm.'),
      ]],
      ['ol', [
        'Mua vé đò ở đầu cầu và giữ vé đến lúc về.',
        'Mặc áo phao từ khi bước xuống đò.',
        'Trái cây &amp; bánh mứt bán đến mười giờ sáng.',
      ]],
      ['p', [
        'Buổi chiều, các em nhỏ tập đờn ca dưới mái đình.',
        'Ban quản lý hứa rằng rác trên sông sẽ được vớt mỗi ngày.',
        'Đêm xuống, đèn trên ghe vẫn sáng cho khách ở lại.',
      ]],
    ],
  },
];

const references = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

// HTML as it is read.
export function plain(html) {
  return html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|amp);/g, (reference) => references[reference]);
}

// The sentences of an article, in order: { html, text, words, isRead }.
export function sentencesOf(article) {
  return article.blocks.flatMap(([, sentences]) => sentences).map((sentence) => {
    const { html, words, isRead = true } = typeof sentence === 'string' ? { html: sentence } : sentence;
    return { html, text: plain(html), words: words ?? plain(html), isRead };
  });
}
