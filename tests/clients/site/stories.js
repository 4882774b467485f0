// The larger newspaper of the test: shows in four languages, one of them with many days, and one whose only episode is
// withdrawn. Recordings are tones; what is read in them is not looked at.

// The zone of all shows; the editions' day changes there.
export const timezone = 'Asia/Ho_Chi_Minh';

const hour = 3600000;
// "2026-11-30" there.
export const today = new Date(Date.now() + 7 * hour).toISOString().slice(0, 10);

const authors = ['Đỗ Minh Tâm', 'Lê Thị Ước', 'Phạm Quang Đạt', 'Trần Ngọc Ý', 'Võ Thành Ân'];
const leads = [
  'Người dân hai bờ kể lại một tuần nước lên, và cách họ giữ bếp lửa khô.',
  'Ban quản lý hẹn đến cuối tháng; bà con muốn biết sớm hơn.',
  'Một buổi sáng đi cùng những người dậy trước mặt trời.',
  'Con số nhỏ, nhưng với xóm này là cả một mùa.',
  'Ai cũng nói về chuyện ấy, chưa ai viết lại cho đầy đủ.',
];

// Days with the titles of their stories; the recordings last so many seconds each.
const days = [
  [today, 6, ['Cầu treo mở lại lúc nửa đêm', 'Ông lái đò kể chuyện sương', 'Chợ đêm thắp đèn sớm']],
  // The bulletin takes these four: long enough to seek in, and for its chapters.
  ['2026-03-20', 40, ['Đồng sen đầu mùa trổ bông', 'Thuyền nan trở lại bến cũ', 'Lớp học bên kia sông', 'Giếng làng trong trở lại']],
  ['2026-03-19', 5, ['Hàng me bị đốn một nửa', 'Xe lam chạy chuyến cuối', 'Vườn ổi chia nước theo giờ']],
  ['2026-03-18', 4, ['Trạm bơm nghỉ sửa ba ngày', 'Nhà bè số chín đổi chủ']],
  ['2026-03-17', 9, ['Đội bóng xóm Đông thắng đậm']],
  ['2026-03-16', 4, ['Quán sách dời về đầu ngõ', 'Đường bờ kè thêm ghế đá', 'Mùa cá linh đến muộn', 'Tiếng trống trường ngày đầu']],
  ['2026-03-12', 4, ['Bánh tráng phơi kín sân đình', 'Cây bàng già được giữ lại']],
  ['2025-01-28', 5, ['Đêm giao thừa bên bếp lửa', 'Chậu mai của ông giáo']],
  ['2025-01-27', 4, ['Chuyến xe Tết cuối cùng', 'Gói bánh tét cho người ở lại', 'Phiên chợ hoa trên bến']],
  ['2025-01-20', 4, ['Thợ rèn già nhận học trò', 'Nước ròng lộ cột mốc xưa']],
  ['2025-01-11', 4, ['Đò đầy khách ngày rằm', 'Ruộng muối gặp mưa trái mùa']],
  ['2025-01-06', 4, ['Lò gốm nhóm lửa trở lại', 'Bảng tên đường viết lại dấu']],
  ['2024-11-25', 4, ['Hội đua ghe tranh cúp bạc', 'Người giữ đèn cửa sông']],
  ['2024-11-24', 4, ['Dàn đờn ca của xóm chài', 'Bến phà đổi giờ mùa gió', 'Tủ thuốc chung trên cù lao']],
  ['2024-11-10', 4, ['Đàn cò về vườn ông Sáu', 'Thư viện nhận sách cũ']],
  ['2024-11-02', 4, ['Con đường đất được lát gạch', 'Mẻ lưới đầu sau bão']],
];

function vietnameseStories() {
  let number = 0;
  return days.flatMap(([day, seconds, titles]) => titles.map((title, i) => {
    const at = number++;
    return {
      slug: `tin-${at}`, title, day, author: authors[at % authors.length], lead: leads[at % leads.length], seconds: seconds + i,
      // One after the other; those of today begin when the day does, so that none is of the future.
      time: day === today ? `00:00:0${5 - i}` : `${18 - i}:15:00`, hasPicture: at % 3 === 0,
    };
  }));
}

const longDescription = `${'Boats, tides, wages and weather: the harbour town hears its own paper. '.repeat(52)}`;

export const shows = [
  {
    id: 'thuong-luu', title: 'Thượng Lưu nghe báo', language: 'vi', author: 'Báo Thượng Lưu',
    description: 'Chuyện hai bên sông Thượng Lưu, mỗi ngày vài bài, đọc thành tiếng.', stories: vietnameseStories(),
    more: ['[[bulletin]]', 'id = "diem-tin"', 'title = "Điểm tin {date}"', 'at = "00:00"', 'hours = 87600', 'max_articles = 4'],
  },
  {
    id: 'harbour', title: 'The Harbour Observer, read aloud for everybody between the lighthouse and the old rope works',
    language: 'en', author: 'The Harbour Observer', description: longDescription,
    stories: [
      { slug: 'crane', title: 'The crane that turned by itself', seconds: 45, day: '2026-02-11' },
      { slug: 'rope', title: 'Rope works: an incomprehensibilities-counterrevolutionaries-electroencephalographically long word', seconds: 12, day: '2026-02-10' },
      { slug: 'gulls', title: 'Gulls learn to open the fish boxes, and what the harbour master, who has seen much, thinks of that', seconds: 8, day: '2026-02-10' },
    ].map((story, i) => ({ ...story, author: 'Nora Fell', lead: 'What was seen on the quay, and by whom.', time: `0${9 - i}:00:00`, hasPicture: i === 0 })),
    more: ['[[rendition]]', 'id = "light"'],
  },
  {
    id: 'mina', title: 'صحيفة الميناء المسموعة', language: 'ar', author: 'صحيفة الميناء', description: 'أخبار الميناء القديم تُقرأ بصوت واضح.',
    stories: ['المنارة تضيء من جديد', 'سوق السمك يفتح قبل الفجر', 'مدرسة على ضفة النهر'].map((title, i) => ({
      slug: `khabar-${i}`, title, seconds: 9 + i, day: '2026-02-14', time: `0${9 - i}:30:00`, author: 'سلمى حداد',
      lead: 'حكاية قصيرة من المدينة القديمة.', hasPicture: i === 1,
    })),
    more: [],
  },
  {
    id: 'minato', title: '港の朝刊を聴く', language: 'ja', author: '港の朝刊', description: '港町の朝刊を声でお届けします。',
    stories: ['灯台の明かりが戻った夜', '魚市場は夜明け前に開く', '川向こうの小さな学校'].map((title, i) => ({
      slug: `kiji-${i}`, title, seconds: 9 + i, day: '2026-02-15', time: `0${9 - i}:30:00`, author: '森川みなと',
      lead: '古い町の短い話。', hasPicture: i === 1,
    })),
    more: [],
  },
  {
    id: 'lull', title: 'The Lull', language: 'en', author: 'The Lull', description: 'A show that has nothing to say at the moment.',
    stories: [{ slug: 'calm', title: 'Calm at sea', seconds: 5, day: '2026-02-01', time: '08:00:00', author: 'Ann Still', lead: 'Nothing moves.', hasPicture: false }],
    more: [], isWithdrawn: true,
  },
];
