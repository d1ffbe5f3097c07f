import { Module } from '@nestjs/common';
import { MessageSearch } from './message-search.js';
import { SearchController } from './search.controller.js';
import { SearchIndex } from './search-index.js';
import { SearchIndexer } from './search-indexer.js';
import { SearchService } from './search.service.js';
import { SearchThrottle } from './search-throttle.js';

@Module({
  controllers: [SearchController],
  providers: [MessageSearch, SearchIndex, SearchIndexer, SearchService, SearchThrottle],
})
export class SearchModule {}
